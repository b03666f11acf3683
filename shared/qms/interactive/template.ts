import { readTags, type Tag } from "./template-tags.ts";

/** What a template asks for, and the text that the answers go into. */
export interface InteractiveTemplate {
  readonly name: string;
  readonly version: number;
  /** The step that comes first. */
  readonly start: string;
  /** All steps, in the order in which they stand. */
  readonly steps: ReadonlyMap<string, TemplateStep>;
  readonly loops: ReadonlyMap<string, TemplateLoop>;
  /** The frontmatter of a document that is made from it, with placeholders. */
  readonly head: string | undefined;
  readonly parts: readonly TemplatePart[];
}

export type TemplateStep = TemplatePrompt | TemplateGate;

/** A question that is answered with a text. */
export interface TemplatePrompt {
  readonly kind: "prompt";
  readonly id: string;
  readonly next: string;
  /** Whether the project's state is kept as evidence when it is answered. */
  readonly isCommit: boolean;
  readonly default: string | undefined;
  readonly loop: string | undefined;
  readonly guidance: string;
}

/** A question that is answered with yes or no, and decides what follows. */
export interface TemplateGate {
  readonly kind: "gate";
  readonly id: string;
  readonly yes: string;
  readonly no: string;
  readonly loop: string | undefined;
  readonly guidance: string;
}

/** Steps that are gone through as often as needed. */
export interface TemplateLoop {
  readonly name: string;
  readonly first: string;
  readonly steps: readonly string[];
}

/** A piece of the document's text; a loop's is repeated. */
export interface TemplatePart {
  readonly text: string;
  readonly loop: string | undefined;
}

/** A template that cannot be followed; the message is a sentence that says why. */
export class TemplateError extends Error {
  override readonly name = "TemplateError";
}

/** What a session stands at when nothing is left to answer. */
export const END = "__end__";

const ID = /^[A-Za-z_][A-Za-z0-9_-]{0,99}$/;
const PLACEHOLDERS_ONLY = /^[ \t]*\{\{[^{}\n]*\}\}(?:[ \t]*\{\{[^{}\n]*\}\})*[ \t]*$/;
const FRONTMATTER = /^---[ \t]*\n([\s\S]*?\n)??---[ \t]*(?:\n|$)/;

/** Reads a template's tags, and checks that they lead somewhere; throws a `TemplateError` where they do not. */
export function parseTemplate(text: string): InteractiveTemplate {
  const { tags, before } = readTags(withoutOwnFrontmatter(text.replaceAll("\r\n", "\n")));
  if (tags.length === 0) throw new TemplateError("The template has no tags: it asks for nothing.");
  const reading = new TemplateReading();
  const { head, body } = splitHead(before);
  reading.addText(body);
  for (const tag of tags) reading.read(tag);
  return reading.finish(head);
}

/** The frontmatter of the template itself is no part of what is made from it; that one has placeholders. */
function withoutOwnFrontmatter(text: string): string {
  const [whole, block] = FRONTMATTER.exec(text) ?? [];
  return whole === undefined || block?.includes("{{") === true ? text : text.slice(whole.length);
}

function splitHead(text: string): { head: string | undefined; body: string } {
  const trimmed = text.trimStart();
  const [whole, head] = FRONTMATTER.exec(trimmed) ?? [];
  return whole === undefined ? { head: undefined, body: text } : { head, body: trimmed.slice(whole.length) };
}

interface Header {
  readonly name: string;
  readonly version: number;
  readonly start: string;
}

/** A template while its tags are read one after another. */
class TemplateReading {
  #header: Header | undefined;
  readonly #steps = new Map<string, TemplateStep>();
  readonly #loops = new Map<string, { name: string; steps: string[] }>();
  readonly #parts: TemplatePart[] = [];
  #loop: string | undefined;

  read(tag: Tag): void {
    switch (tag.name) {
      case "template":
        this.#header = headerOf(tag);
        return this.addText(tag.text);
      case "prompt":
      case "gate":
        return this.#addStep(tag);
      case "loop":
        this.#beginLoop(tag);
        return this.addText(tag.text);
      case "end-loop":
        this.#endLoop(tag);
        return this.addText(tag.text);
      case "end-prompt":
      case "end":
        return this.addText(tag.text);
    }
  }

  addText(text: string): void {
    this.#parts.push({ text, loop: this.#loop });
  }

  #addStep(tag: Tag): void {
    const { guidance, output } = guidanceOf(tag);
    const step = stepOf(tag, this.#loop, guidance);
    if (this.#steps.has(step.id))
      throw new TemplateError(`The step ${step.id} stands in the template twice.`);
    this.#steps.set(step.id, step);
    if (this.#loop !== undefined) this.#loops.get(this.#loop)?.steps.push(step.id);
    this.addText(output);
  }

  #beginLoop(tag: Tag): void {
    const name = idOf(tag);
    if (this.#loop !== undefined)
      throw new TemplateError(`The loop ${name} begins inside the loop ${this.#loop}.`);
    if (this.#loops.has(name)) throw new TemplateError(`The loop ${name} stands in the template twice.`);
    this.#loops.set(name, { name, steps: [] });
    this.#loop = name;
  }

  #endLoop(tag: Tag): void {
    if (this.#loop === undefined) throw new TemplateError("A loop ends that has not begun.");
    const name = tag.id ?? this.#loop;
    if (name !== this.#loop) throw new TemplateError(`The loop ${this.#loop} is ended under another name.`);
    this.#loop = undefined;
  }

  finish(head: string | undefined): InteractiveTemplate {
    if (this.#loop !== undefined) throw new TemplateError(`The loop ${this.#loop} has no end.`);
    if (this.#header === undefined) throw new TemplateError("The template has no @template tag.");
    const loops = new Map(
      [...this.#loops.values()].map((loop) => [loop.name, { ...loop, first: firstOf(loop) }]),
    );
    const resolve = (target: string, from: string): string => {
      if (target === "end" || target === END) return END;
      const id = this.#steps.has(target) ? target : loops.get(target)?.first;
      if (id === undefined)
        throw new TemplateError(`${from} leads to ${shown(target)}, which the template does not have.`);
      return id;
    };
    const steps = new Map(
      [...this.#steps].map(([id, step]) => [id, resolved(step, (target) => resolve(target, id))]),
    );
    const start = resolve(this.#header.start, "@template");
    return { ...this.#header, start, steps, loops, head, parts: this.#parts };
  }
}

function firstOf({ name, steps }: { name: string; steps: readonly string[] }): string {
  const [first] = steps;
  if (first === undefined) throw new TemplateError(`The loop ${name} has no prompts.`);
  return first;
}

function resolved(step: TemplateStep, resolve: (target: string) => string): TemplateStep {
  return step.kind === "prompt"
    ? { ...step, next: resolve(step.next) }
    : { ...step, yes: resolve(step.yes), no: resolve(step.no) };
}

function headerOf({ id, attributes }: Tag): Header {
  const name = id ?? attributes.get("name");
  const start = attributes.get("start");
  if (name === undefined) throw new TemplateError("The @template tag has no name.");
  if (start === undefined) throw new TemplateError("The @template tag does not say where to start.");
  const version = Number(attributes.get("version") ?? 1);
  return { name, start, version: Number.isFinite(version) ? version : 1 };
}

function stepOf(tag: Tag, loop: string | undefined, guidance: string): TemplateStep {
  const id = idOf(tag);
  const { attributes } = tag;
  if (tag.name === "gate") {
    const yes = attributes.get("yes");
    const no = attributes.get("no");
    if (yes === undefined || no === undefined) {
      throw new TemplateError(`The gate ${id} must say where both yes and no lead.`);
    }
    return { kind: "gate", id, yes, no, loop, guidance };
  }
  const next = attributes.get("next");
  if (next === undefined) throw new TemplateError(`The prompt ${id} does not say what is next.`);
  const isCommit = attributes.get("commit")?.toLowerCase() === "true";
  return { kind: "prompt", id, next, isCommit, default: attributes.get("default"), loop, guidance };
}

function idOf({ name, id }: Tag): string {
  if (id === undefined) throw new TemplateError(`A @${name} tag has no id.`);
  if (!ID.test(id) || id === "end" || id === END) {
    throw new TemplateError(`${shown(id)} cannot be an id: use letters, digits, _ and -, a letter first.`);
  }
  return id;
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 60));
}

/**
 * The text behind a prompt's tag is guidance up to its end. Lines of nothing but placeholders are the document's also in
 * there; without an `@end-prompt` so is all that follows the first of them.
 */
function guidanceOf({ text, isEnded }: Tag): { guidance: string; output: string } {
  const lines = text.split("\n");
  if (isEnded) {
    const isPlaceholder = (line: string): boolean => PLACEHOLDERS_ONLY.test(line);
    const output = lines.filter(isPlaceholder).join("\n");
    return {
      guidance: lines
        .filter((line) => !isPlaceholder(line))
        .join("\n")
        .trim(),
      output,
    };
  }
  const place = lines.findIndex((line) => PLACEHOLDERS_ONLY.test(line));
  const end = place === -1 ? lines.length : place;
  return { guidance: lines.slice(0, end).join("\n").trim(), output: lines.slice(end).join("\n") };
}
