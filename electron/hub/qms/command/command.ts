import type { QmsRequest } from "../../../../shared/qms/request.ts";
import type { FileArgument } from "./parsed-command.ts";
import type { GivenWords, Option, Place, Syntax } from "./syntax.ts";

/** One command of `qms`: what it takes, and what it asks for. */
export interface Command extends Syntax {
  /** Makes a request of the words that were given; throws a `UsageError` where they do not go together. */
  ask(given: GivenWords): Asked;
}

export type Asked =
  | { readonly request: QmsRequest; readonly file?: FileArgument | undefined }
  /** Refused without asking the QMS: a text for standard output; without one, the command's help. */
  | { readonly refusal: string | undefined };

/** The document that a command is about, its first word. */
export const DOCUMENT: Place = { name: "ID", help: "the document, such as CR-001" };

export const COMMENT: Option = {
  name: "--comment",
  value: { name: "TEXT", count: "one" },
  isRequired: true,
  help: "what there is to say about it",
};

/** A command that takes a document and nothing else. */
export function documentCommand(name: string, summary: string, request: (id: string) => QmsRequest): Command {
  return {
    name,
    summary,
    places: [DOCUMENT],
    options: [],
    ask: (given) => ({ request: request(given.required(DOCUMENT.name)) }),
  };
}

/** A switch that is part of a request only where it was given. */
export function switched(given: GivenWords, name: string): true | undefined {
  return given.has(name) ? true : undefined;
}
