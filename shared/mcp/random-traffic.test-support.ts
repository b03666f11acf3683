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
            { name: pick(["qms_status", ...WORDS]), arguments: pick([...WORDS, { doc_id: pick(WORDS) }]) },
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
