import type { InteractiveTemplate, TemplatePrompt } from "./template.ts";

/**
 * The usual form of a loop's pass: a heading with its number, and below it what each prompt was answered, what was kept
 * as evidence letter by letter.
 */
export function defaultLoopText(
  { loops, steps }: InteractiveTemplate,
  loop: string,
  section: string,
): string {
  const one = loop.replace(/s$/, "");
  const pieces = [`### ${section}.{{_n}} ${capitalized(one)} {{_n}}`];
  for (const id of loops.get(loop)?.steps ?? []) {
    const step = steps.get(id);
    if (step?.kind === "prompt") pieces.push(`**${labelOf(step, one)}:**`, answerOf(step));
  }
  return `\n${pieces.join("\n\n")}\n`;
}

function labelOf({ id }: TemplatePrompt, one: string): string {
  const word = id.startsWith(`${one}_`) ? id.slice(one.length + 1) : id;
  return capitalized(word.replaceAll("_", " "));
}

function answerOf({ id, isCommit }: TemplatePrompt): string {
  return isCommit ? `\`\`\`\n{{${id}}}\n\`\`\`` : `{{${id}}}`;
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
