import type { SeededRandom } from "../base/seeded-random.test-support.ts";

const WORDS: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  "",
  "x",
  "../../etc/passwd",
  "\u0000\uFFFF",
  [],
  {},
  [[[]]],
  { __proto__: { toString: 1 } },
];
const METHODS = [
  "initialize",
  "ping",
  "server/discover",
  "tools/list",
  "tools/call",
  "resources/read",
  "logging/setLevel",
  "notifications/cancelled",
  "notifications/initialized",
  "notifications/progress",
];

const TOOLS: readonly unknown[] = ["qms_status", "qms_create", "qms_inbox", "qms_message", "git", "git_help"];

function randomArguments(pick: <T>(all: readonly T[]) => T): object {
  return pick([
    { doc_id: pick(WORDS) },
    { doc_type: pick(["CR", ...WORDS]), title: pick(WORDS) },
    { recipient: pick(["qa", ...WORDS]), subject: pick(WORDS), body: pick(WORDS) },
    { args: pick([["status"], ["log", "-n", "1"], [pick(WORDS)], ...WORDS]), worktree: pick(WORDS) },
  ]);
}

/** How often an id may be answered at most: as often as something with it was sent that can be read. */
function sentIds(lines: readonly string[]): ReadonlyMap<string, number> {
  const sent = new Map<string, number>();
  for (const line of lines) for (const id of idsIn(line)) sent.set(id, (sent.get(id) ?? 0) + 1);
  return sent;
}

/** The ids that were answered more often than they were sent. */
export function answeredTooOften(sent: readonly string[], said: readonly string[]): readonly string[] {
  const most = sentIds(sent);
  return [...sentIds(said)].flatMap(([id, answers]) =>
    id !== "null" && answers > (most.get(id) ?? 0) ? [`${id}: ${answers} answers`] : [],
  );
}

function idsIn(line: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(line);
    return (Array.isArray(parsed) ? parsed : [parsed]).flatMap((message: unknown) =>
      typeof message === "object" && message !== null && "id" in message ? [JSON.stringify(message.id)] : [],
    );
  } catch {
    return [];
  }
}

/** A line as whoever means no good, or is out of its senses, may send where messages of JSON-RPC are expected. */
export function randomLine(random: SeededRandom): string {
  const pick = <T>(all: readonly T[]): T => all[random.below(all.length)] as T;
  const message = (): object => ({
    ...(random.below(8) === 0 ? {} : { jsonrpc: pick(["2.0", "2.0", "2.0", "1.0", 2]) }),
    // Few numbers, so that many are given twice.
    ...(random.below(3) === 0 ? {} : { id: pick([1, 2, 3, "a", ...WORDS]) }),
    ...(random.below(6) === 0 ? { result: pick(WORDS) } : { method: pick([...METHODS, ...WORDS]) }),
    ...(random.below(3) === 0
      ? {}
      : {
          params: pick([
            ...WORDS,
            { name: pick([...TOOLS, ...WORDS]), arguments: pick([...WORDS, randomArguments(pick)]) },
            { requestId: pick(WORDS), _meta: pick(WORDS), cursor: pick(WORDS) },
          ]),
        }),
  });
  const text = JSON.stringify(random.below(6) === 0 ? [message(), message()] : message());
  switch (random.below(5)) {
    case 0:
      return text.slice(0, random.below(text.length));
    case 1:
      return text + text;
    case 2:
      return `${text}\r`;
    default:
      return text;
  }
}
