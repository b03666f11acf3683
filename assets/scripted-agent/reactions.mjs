import { readFileSync } from "node:fs";

/**
 * What each agent does when it is told something, for plays without a person: by the agents' names lists of
 * `{"to": "words in what is told", "do": ["line", …], "isOnce": true}`, of which the first that fits counts.
 */
export function readReactions({ SCRIPTED_REACTIONS: file }, name) {
  return file ? (JSON.parse(readFileSync(file, "utf8"))[name] ?? []) : [];
}

/** The lines to do for what was said: itself, where it is nothing to react to. */
export function linesFor(text, reactions) {
  const at = reactions.findIndex(({ to }) => text.includes(to));
  if (at < 0) return [text];
  const reaction = reactions[at];
  if (reaction.isOnce) reactions.splice(at, 1);
  return reaction.do;
}
