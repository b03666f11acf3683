/** A certificate with its key, as files hold them. */
export interface EngineCertificates {
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

/** Where an engine may be reached. */
export type EngineEndpoint =
  /** A Unix socket, or a named pipe on Windows. */
  | { readonly kind: "socket"; readonly path: string }
  | {
      readonly kind: "tcp";
      readonly host: string;
      readonly port: number;
      readonly certificates?: EngineCertificates;
    }
  /** It is named, and cannot be used; why, in a sentence. */
  | { readonly kind: "unusable"; readonly sentence: string };

/** An endpoint as a person would name it. */
export function endpointText(endpoint: EngineEndpoint): string {
  switch (endpoint.kind) {
    case "socket":
      return endpoint.path;
    case "tcp":
      return `${endpoint.host}:${endpoint.port}`;
    case "unusable":
      return endpoint.sentence;
  }
}
