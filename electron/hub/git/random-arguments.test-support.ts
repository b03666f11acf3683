import type { SeededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { MESSAGES, READING } from "./harmless-arguments.test-support.ts";
import { HOSTILE } from "./hostile-arguments.test-support.ts";

export const READER_VERBS = ["status", "log", "diff", "show", "blame", "branch"];
export const WRITER_VERBS = ["add", "commit", "push", "pull", "switch", "stash", "worktree"];

const PIECES = [...Object.values(HOSTILE).flat(2), ...READING.flat(), ...MESSAGES];
const STARTS = [
  "",
  "-",
  "--",
  "+",
  ":",
  "^",
  "=",
  "\n",
  "\0",
  "../",
  "/",
  "refs/heads/",
  "ext::",
  "./",
  "\u200b",
  "@{",
];

/** Arguments put together from hostile and harmless ones, many of which begin well. */
export function randomArguments(random: SeededRandom): string[] {
  const pick = (from: readonly string[]): string => from[random.below(from.length)] ?? "";
  const verb = random.below(10) === 0 ? pick(PIECES) : pick([...READER_VERBS, ...WRITER_VERBS]);
  const argv = [verb];
  if (verb === "pull" && random.below(2) === 0) argv.push("--ff-only");
  if (verb === "commit" && random.below(2) === 0) argv.push("-m", pick(MESSAGES));
  if (verb === "push" && random.below(2) === 0) argv.push("origin");
  for (let count = random.below(4); count > 0; count -= 1) {
    const piece = pick(PIECES);
    argv.push(random.below(4) === 0 ? pick(STARTS) + piece : piece);
    if (random.below(8) === 0) argv.push("--");
  }
  return argv;
}
