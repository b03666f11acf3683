import { cleanBody, cleanLine } from "../text/clean-text.ts";
import { own, responsesTo, type InteractiveSession, type PromptResponse } from "./session-state.ts";
import type { InteractiveTemplate } from "./template.ts";

/** A place in a template that an answer, or what else is known of the document, is put into. */
export const PLACEHOLDER = /\{\{[ \t]*([A-Za-z_][\w.-]*)[ \t]*\}\}/g;

/** The longest title and the like, in code points. */
const METADATA_CHARS = 500;

export function placeholdersIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(PLACEHOLDER)].map(([, id = ""]) => id));
}

/** What the placeholders of a template stand for in a session. */
export class PlaceholderValues {
  readonly #session: InteractiveSession;
  readonly #template: InteractiveTemplate;
  readonly #metadata: Readonly<Record<string, string>>;

  constructor(session: InteractiveSession, template: InteractiveTemplate) {
    this.#session = session;
    this.#template = template;
    const known = Object.entries(session.metadata).filter(([, value]) => value !== "");
    const metadata = { ...whoAndWhen(session), ...Object.fromEntries(known) };
    this.#metadata = Object.fromEntries(
      Object.entries(metadata).map(([key, value]) => [key, cleanLine(value, METADATA_CHARS)]),
    );
  }

  /** The answers to the prompt that a placeholder names, in a pass of its loop; none where it names something else. */
  responses(id: string, pass?: number): readonly PromptResponse[] {
    const isInLoop = this.#template.steps.get(id)?.loop !== undefined;
    return responsesTo(this.#session, isInLoop && pass !== undefined ? `${id}.${pass}` : id);
  }

  /** What a placeholder stands for in a line: nothing where there is no answer yet. */
  plain(id: string, pass?: number): string {
    if (id === "_n") return String(pass ?? "");
    return this.responses(id, pass).at(-1)?.value ?? own(this.#metadata, id) ?? "";
  }

  /** A piece of template with its placeholders replaced. */
  fillIn(text: string, pass?: number): string {
    return text.replace(PLACEHOLDER, (_all, id: string) => this.plain(id, pass));
  }

  /** The placeholders in a line that have answers. */
  answered(line: string, pass?: number): readonly (readonly PromptResponse[])[] {
    return [...line.matchAll(PLACEHOLDER)]
      .map(([, id = ""]) => this.responses(id, pass))
      .filter((responses) => responses.length > 0);
  }
}

/** When the work was done and by whom, as far as the answers show it. */
function whoAndWhen({ responses }: InteractiveSession): Readonly<Record<string, string>> {
  const all = Object.values(responses).flat();
  const days = all.map(({ timestamp }) => timestamp.slice(0, 10)).filter((day) => day !== "");
  const authors = [...new Set(all.map(({ author }) => author))];
  return {
    date: days.toSorted()[0] ?? "",
    performer: authors.toSorted().join(", "),
    performed_date: days.toSorted().at(-1) ?? "",
  };
}

/** A line of a template without its placeholders. */
export function withoutAnswers(line: string, values: PlaceholderValues, pass?: number): string {
  return line.replace(PLACEHOLDER, (_all, id: string) =>
    values.responses(id, pass).length > 0 ? "" : values.plain(id, pass),
  );
}

/** The lines of an answer: none steers a terminal, and none at its ends is empty. */
export function answerLines(value: string): readonly string[] {
  const text = cleanBody(value).trimEnd();
  const first = text.search(/[^\n]/);
  return text.slice(Math.max(0, first)).split("\n");
}

/** Who gave an answer and when, and why if it replaces another. */
export function attributionOf({ author, timestamp, commit, reason }: PromptResponse): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)/.exec(timestamp) ?? [];
  const when = day === undefined ? cleanLine(timestamp, 40) : `${day} ${time}`;
  const parts = [
    `${cleanLine(author, 64)}, ${when}`,
    ...(commit === undefined ? [] : [`commit: ${cleanLine(commit, 40).slice(0, 7)}`]),
    ...(reason === undefined ? [] : [`Amended: ${cleanLine(reason, 1000)}`]),
  ];
  return `*-- ${parts.join(" | ")}*`;
}
