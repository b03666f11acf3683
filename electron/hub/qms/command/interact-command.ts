import type { InteractAction } from "../../../../shared/qms/request.ts";
import { DOCUMENT, type Command } from "./command.ts";
import type { FileArgument } from "./parsed-command.ts";
import type { GivenWords } from "./syntax.ts";

/** `qms interact`: writes a document by answering its prompts. */
export const interactCommand: Command = {
  name: "interact",
  summary: "write a document by answering its prompts",
  places: [DOCUMENT],
  options: [
    { name: "--respond", value: { name: "TEXT", count: "maybe" }, help: "answer the prompt" },
    { name: "--file", value: { name: "FILE", count: "one" }, help: "answer it with a file; - is the input" },
    { name: "--reason", value: { name: "TEXT", count: "one" }, help: "why an answer is changed" },
    { name: "--goto", value: { name: "PROMPT", count: "one" }, help: "change an answer that was given" },
    { name: "--cancel-goto", help: "leave that answer as it is" },
    { name: "--reopen", value: { name: "LOOP", count: "one" }, help: "add to a loop that was closed" },
    { name: "--progress", help: "list what was answered" },
    { name: "--compile", help: "print the document as it stands" },
  ],
  ask: (given) => ({
    request: { kind: "interact", id: given.required(DOCUMENT.name), action: actionOf(given) },
    file: fileOf(given),
  }),
};

/** Of several actions the first one in this order counts. */
function actionOf(given: GivenWords): InteractAction | undefined {
  const reason = given.word("--reason");
  const prompt = given.word("--goto");
  const loop = given.word("--reopen");
  if (given.has("--progress")) return { kind: "progress" };
  if (given.has("--compile")) return { kind: "compile" };
  if (given.has("--cancel-goto")) return { kind: "cancel-goto" };
  if (prompt !== undefined) return { kind: "goto", prompt, reason };
  if (loop !== undefined) return { kind: "reopen", loop, reason };
  if (!given.has("--file") && !given.has("--respond")) return undefined;
  return { kind: "respond", value: given.word("--respond") ?? "", reason };
}

function fileOf(given: GivenWords): FileArgument | undefined {
  const path = given.word("--file");
  const isResponse = actionOf(given)?.kind === "respond";
  return path !== undefined && isResponse ? { path, purpose: "response" } : undefined;
}
