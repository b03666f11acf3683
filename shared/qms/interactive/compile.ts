import { cleanLine } from "../text/clean-text.ts";
import { yamlScalar } from "../text/yaml-scalar.ts";
import { CompiledLines } from "./compiled-lines.ts";
import { defaultLoopText } from "./default-loop-text.ts";
import { placeholdersIn, PlaceholderValues } from "./placeholder-values.ts";
import { own, type InteractiveSession } from "./session-state.ts";
import { parseTemplate, type InteractiveTemplate } from "./template.ts";

/** The longest title and the like, in code points. */
const LINE_CHARS = 500;

/**
 * The document that a template and the answers of a session make: the same two always make the same text. Answers are
 * put in as they are and never read for tags or placeholders. Throws a `TemplateError` where the template is none.
 */
export function compileDocument(templateText: string, session: InteractiveSession): string {
  const template = parseTemplate(templateText);
  const values = new PlaceholderValues(session, template);
  const lines = new CompiledLines(values);
  let section = "1";
  for (const { loop, texts } of mergedParts(template)) {
    const text = texts.join("\n");
    if (loop === undefined) {
      lines.add(text);
      section = [...text.matchAll(/^##[ \t]+(\d{1,4})\b/gm)].at(-1)?.[1] ?? section;
      continue;
    }
    const passes = own(session.loops, loop)?.iterations ?? 0;
    const repeated = hasItsPlaceholders(text, template, loop)
      ? text
      : defaultLoopText(template, loop, section);
    for (let pass = 1; pass <= passes; pass += 1) lines.add(repeated, pass);
  }
  return `---\n${headOf(template, values)}---\n\n${lines.text()}`;
}

interface MergedPart {
  readonly loop: string | undefined;
  readonly texts: string[];
}

/** The pieces of text that belong together: all of a loop, and all between two loops. */
function mergedParts({ parts }: InteractiveTemplate): readonly MergedPart[] {
  const merged: MergedPart[] = [];
  for (const { text, loop } of parts) {
    const last = merged.at(-1);
    if (last !== undefined && last.loop === loop) last.texts.push(text);
    else merged.push({ loop, texts: [text] });
  }
  return merged;
}

/** A loop whose text leaves out what its prompts ask for is written in the usual form. */
function hasItsPlaceholders(text: string, { loops, steps }: InteractiveTemplate, loop: string): boolean {
  const prompts = (loops.get(loop)?.steps ?? []).filter((id) => steps.get(id)?.kind === "prompt");
  const placeholders = placeholdersIn(text);
  return prompts.every((id) => placeholders.has(id));
}

function headOf({ head }: InteractiveTemplate, values: PlaceholderValues): string {
  if (head === undefined) return `title: ${yamlScalar(cleanLine(values.plain("title"), LINE_CHARS))}\n`;
  return head.replace(/^([A-Za-z_][\w-]*):[ \t]+(.*\{\{.*)$/gm, (_line, key: string, value: string) => {
    const bare = /^(["'])(.*)\1[ \t]*$/.exec(value)?.[2] ?? value;
    return `${key}: ${yamlScalar(cleanLine(values.fillIn(bare), LINE_CHARS))}`;
  });
}
