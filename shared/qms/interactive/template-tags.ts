/** What a template's tags can be called. */
const TAG_NAMES = ["template", "prompt", "gate", "loop", "end-loop", "end-prompt", "end"] as const;
export type TagName = (typeof TAG_NAMES)[number];

/** A tag of a template, and the text from there to the next. */
export interface Tag {
  readonly name: TagName;
  /** Its first value without a key. */
  readonly id: string | undefined;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
  /** Whether the next tag is the `@end-prompt`. */
  readonly isEnded: boolean;
}

const ATTRIBUTE = /^([A-Za-z_-]+)[ \t]*:[ \t]*(.*)$/;

/**
 * Finds the tags of a template: HTML comments whose first line begins with `@` and one of the names. All other comments
 * speak to whoever edits the template, and are left out of the texts.
 */
export function readTags(template: string): { readonly tags: readonly Tag[]; readonly before: string } {
  const texts: string[] = [""];
  const heads: Pick<Tag, "name" | "id" | "attributes">[] = [];
  let place = 0;
  for (;;) {
    const start = template.indexOf("<!--", place);
    const end = start === -1 ? -1 : template.indexOf("-->", start + 4);
    const until = end === -1 ? template.length : start;
    texts.push((texts.pop() ?? "") + template.slice(place, until));
    if (end === -1) break;
    const head = readHead(template.slice(start + 4, end));
    if (head !== undefined) {
      heads.push(head);
      texts.push("");
    }
    place = end + 3;
  }
  const tags = heads.map((head, index) => ({
    ...head,
    text: texts[index + 1] ?? "",
    isEnded: heads[index + 1]?.name === "end-prompt",
  }));
  return { tags, before: texts[0] ?? "" };
}

function readHead(comment: string): Pick<Tag, "name" | "id" | "attributes"> | undefined {
  const line = (comment.split("\n", 1)[0] ?? "").trim();
  const [, word, rest = ""] = /^@([a-z-]+)[ \t]*(?:[:|](.*))?$/.exec(line) ?? [];
  const name = TAG_NAMES.find((candidate) => candidate === word);
  if (name === undefined) return undefined;
  let id: string | undefined;
  const attributes = new Map<string, string>();
  for (const piece of rest.split("|").map((text) => text.trim())) {
    const [, key, value] = ATTRIBUTE.exec(piece) ?? [];
    if (key !== undefined && value !== undefined) attributes.set(key.toLowerCase(), value);
    else if (piece !== "") id ??= piece;
  }
  return { name, id: id ?? attributes.get("id"), attributes };
}
