/** What may be reached where no port is said. */
const USUAL_PORTS = [80, 443];

/** Where a program in a container wants to go. */
export interface Destination {
  readonly host: string;
  readonly port: number;
}

/** Reads `name:port`, with IPv6 addresses in brackets. */
export function parseDestination(text: string): Destination | undefined {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/@\s]+)):(\d{1,5})$/i.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) === 0 || Number(port) > 65_535) return undefined;
  return { host: host.toLowerCase().replace(/\.$/, ""), port: Number(port) };
}

/** Whether one of the patterns names it: a name, or `*.name` for all below one; with a port that one alone. */
export function isAllowedHost(patterns: readonly string[], { host, port }: Destination): boolean {
  return patterns.some((pattern) => {
    const [name = "", ownPort] = pattern.toLowerCase().split(":");
    const isPort = ownPort === undefined ? USUAL_PORTS.includes(port) : Number(ownPort) === port;
    const isName = name.startsWith("*.")
      ? host.endsWith(name.slice(1)) && host !== name.slice(2)
      : host === name;
    return isPort && isName;
  });
}
