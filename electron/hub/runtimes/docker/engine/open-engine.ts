import type Docker from "dockerode";
import type { EngineEndpoint } from "./engine-endpoint.ts";

/** A client of the engine at an endpoint; nothing is sent yet. */
export async function openEngine(endpoint: Exclude<EngineEndpoint, { kind: "unusable" }>): Promise<Docker> {
  // Loaded only where there are containers: it brings much with it.
  const { default: Client } = await import("dockerode");
  // All is said, also what is not to be: where nothing is, it would look for itself in the environment.
  const none = { host: undefined, port: undefined, socketPath: undefined, protocol: "http" as const };
  const certificates = {
    ca: undefined,
    cert: undefined,
    key: undefined,
    pathPrefix: undefined,
    timeout: undefined,
  };
  if (endpoint.kind === "socket")
    return new Client(options({ ...none, ...certificates, socketPath: endpoint.path }));
  const { host, port } = endpoint;
  if (endpoint.certificates === undefined)
    return new Client(options({ ...none, ...certificates, host, port }));
  const { ca, certificate: cert, key } = endpoint.certificates;
  return new Client(
    options({ ...none, ...certificates, protocol: "https" as const, host, port, ca, cert, key }),
  );
}

/** Its types know no option that is there and undefined, which is what overrides the environment. */
function options(all: Readonly<Record<string, string | number | undefined>>): Docker.DockerOptions {
  return all;
}
