import { taskKindOf, type Workflow } from "../../../../shared/qms/status.ts";
import { readYaml } from "../documents/read-yaml.ts";
import { Refusal } from "../refusal.ts";
import { DEFAULT_PROMPTS } from "./default-prompts.ts";
import { taskPromptOf, type TaskPrompt } from "./task-prompt.ts";

/** Where a project keeps prompts of its own, if it has any. */
const PROJECT_PROMPTS = "qms-cli/prompts";

export interface PromptQuestion {
  readonly workflow: Workflow;
  /** The name of the document's type, such as `CR` or `QMS-RS`. */
  readonly typeName: string;
  /** The text of a file of the project; `undefined` where there is none. */
  readonly read: (path: string) => string | undefined;
}

/**
 * What the tasks of a round ask for: the nearest prompt that the project has for this round and type of document, or
 * else the nearest of ours. A file that cannot be used is passed over.
 */
export function findPrompt({ workflow, typeName, read }: PromptQuestion): TaskPrompt {
  const kind = taskKindOf(workflow).toLowerCase();
  const folder = `${kind}/${workflow.toLowerCase()}`;
  const type = typeName.toLowerCase();
  const names = [
    // It becomes part of a path.
    ...(/^[a-z0-9_-]+$/.test(type) ? [`${folder}/${type}`] : []),
    `${folder}/default`,
    `${kind}/default`,
  ];
  for (const name of names) {
    const prompt = readPrompt(`${PROJECT_PROMPTS}/${name}.yaml`, read);
    if (prompt !== undefined) return prompt;
  }
  for (const name of names) {
    const prompt = DEFAULT_PROMPTS.get(name);
    if (prompt !== undefined) return prompt;
  }
  throw new Error(`there is no prompt for ${workflow}`);
}

function readPrompt(path: string, read: PromptQuestion["read"]): TaskPrompt | undefined {
  let text: string | undefined;
  try {
    text = read(path);
  } catch (error) {
    // No text, or a link out of the project: a task is worth more than the project's wording of it.
    if (!(error instanceof Refusal)) throw error;
  }
  if (text === undefined || text.trim() === "") return undefined;
  const result = readYaml(text);
  return result.kind === "value" ? taskPromptOf(result.value) : undefined;
}
