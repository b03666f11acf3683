import type { QmsRequest } from "../../../../shared/qms/request.ts";

/** What a command line asks for. */
export type ParsedCommand =
  | {
      readonly kind: "request";
      /** Who asks, where the command line says so. */
      readonly user?: string | undefined;
      readonly request: QmsRequest;
      readonly file?: FileArgument | undefined;
    }
  /** Answered without asking the QMS, on standard output. */
  | { readonly kind: "answer"; readonly text: string; readonly exitCode: 0 | 1 }
  /** For standard error, with exit code 2. */
  | { readonly kind: "usage-error"; readonly text: string };

/** A file whose text belongs into the request: whoever runs where the file lies reads it. */
export interface FileArgument {
  /** A path as it was given; `-` is standard input. */
  readonly path: string;
  readonly purpose: "message" | "response";
}

/** The request with the text of the file that it was given. */
export function withFileText(request: QmsRequest, text: string): QmsRequest {
  if (request.kind === "message") return { ...request, body: text };
  if (request.kind === "interact" && request.action?.kind === "respond")
    return { ...request, action: { ...request.action, value: text } };
  return request;
}

/** Whether a request is the same whoever asks. */
export function needsUser({ kind }: QmsRequest): boolean {
  return kind !== "status" && kind !== "read" && kind !== "init";
}
