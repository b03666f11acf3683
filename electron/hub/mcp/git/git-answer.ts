import type { ToolAnswer } from "../../../../shared/mcp/mcp-calls.ts";
import type { GitAnswer } from "../../git/run/repository.ts";

/** What would steer a terminal in which somebody reads it; line ends of all systems stay. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** What git said, as a tool's answer. */
export function gitAnswer(verb: string | undefined, given: GitAnswer): ToolAnswer {
  const { code, output, errors, notes } = given;
  // Some options of diff have it tell by its code that there is a difference.
  const isDone = code === 0 || (verb === "diff" && code === 1 && errors === "");
  const parts = [
    output.trimEnd(),
    errors.trimEnd(),
    ...notes.map((note) => `[${note}]`),
    ...(code === undefined || isDone ? [] : [`[git ended with ${code}]`]),
  ];
  const text = parts.filter((part) => part !== "").join("\n");
  return {
    content: [{ type: "text", text: text === "" ? "(no output)" : text.replaceAll(CONTROLS, "\ufffd") }],
    ...(isDone ? {} : { isError: true }),
  };
}

/** Why a call was not carried out, as a tool's answer. */
export function gitRefusal(sentence: string): ToolAnswer {
  return { content: [{ type: "text", text: `Error: ${sentence}` }], isError: true };
}
