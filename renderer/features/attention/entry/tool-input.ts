import { z } from "zod";
import { MAX_TOOL_INPUT } from "../../../../shared/link/activity.ts";
import { plainly } from "../../../ui/plainly.ts";

/** One part of what a tool is to be run with. */
export interface InputPart {
  readonly label: string;
  /** Lines to run or to write, lines that go, or words. */
  readonly kind: "code" | "removed" | "added" | "words";
  readonly text: string;
}

const Edits = z.array(z.object({ old_string: z.string(), new_string: z.string() }));

const COMMAND = "Command";

const LABELS: Readonly<Record<string, Omit<InputPart, "text">>> = {
  command: { label: COMMAND, kind: "code" },
  description: { label: "It says", kind: "words" },
  file_path: { label: "File", kind: "code" },
  notebook_path: { label: "File", kind: "code" },
  path: { label: "Path", kind: "code" },
  content: { label: "Content", kind: "code" },
  new_source: { label: "Content", kind: "code" },
  old_string: { label: "Replaces", kind: "removed" },
  new_string: { label: "With", kind: "added" },
  url: { label: "Address", kind: "code" },
  pattern: { label: "Pattern", kind: "code" },
  query: { label: "Query", kind: "words" },
  prompt: { label: "Prompt", kind: "words" },
};

/** What a tool is to be run with, part by part and all of it: what is not shown could not be judged. */
export function toolInputParts(input: string | undefined): readonly InputPart[] {
  if (input === undefined || input === "") return [];
  const fields = fieldsOf(input);
  if (fields === undefined) {
    const label = input.length >= MAX_TOOL_INPUT ? "Input, too long to show all of it" : "Input";
    return [{ label, kind: "code", text: plainly(input) }];
  }
  return Object.entries(fields).flatMap(([name, value]: [string, unknown]) => partsOf(name, value));
}

/** Whether a command on one line is all that a tool is to be run with: then that line is enough to judge it by. */
export function isOneCommand(input: string | undefined): boolean {
  const toRun = toolInputParts(input).filter(({ kind }) => kind !== "words");
  const [only] = toRun;
  return toRun.length === 1 && only?.label === COMMAND && !only.text.includes("\n");
}

function partsOf(name: string, value: unknown): readonly InputPart[] {
  if (name === "edits") {
    const edits = Edits.safeParse(value);
    if (edits.success) return edits.data.flatMap((edit) => Object.entries(edit).flatMap(textPart));
  }
  return textPart([name, typeof value === "string" ? value : JSON.stringify(value, undefined, 2)]);
}

function textPart([name, text]: readonly [string, string]): readonly InputPart[] {
  const known = Object.hasOwn(LABELS, name) ? LABELS[name] : undefined;
  return [{ ...(known ?? { label: plainly(name), kind: "code" }), text: plainly(text) }];
}

/** Not parsed as a record, which would lose a field that is called as an object's own parts are. */
function fieldsOf(input: string): object | undefined {
  try {
    const value: unknown = JSON.parse(input);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    // It was cut, or never was JSON: it is shown as it is.
    return undefined;
  }
}
