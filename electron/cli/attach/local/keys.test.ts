import { describe, expect, it } from "vitest";
import { Keys, type KeyEvent } from "./keys.ts";

const DETACH = { name: "Ctrl+]", byte: 0x1d };

/** What comes of the input, with neighbouring bytes joined: how it was cut must not matter. */
function eventsFor(...chunks: readonly string[]): readonly unknown[] {
  const events: KeyEvent[] = [];
  const keys = new Keys(DETACH, (event) => events.push(event));
  for (const chunk of chunks) keys.read(Buffer.from(chunk));
  keys.release();
  return joined(events);
}

function joined(events: readonly KeyEvent[]): readonly unknown[] {
  const result: unknown[] = [];
  for (const event of events) {
    const text = event.kind === "bytes" ? Buffer.from(event.bytes).toString() : event;
    const last = result.at(-1);
    if (typeof text === "string" && typeof last === "string") result[result.length - 1] = last + text;
    else result.push(text);
  }
  return result;
}

describe("keys", () => {
  it("pass through byte for byte", () => {
    const typed = "hé\r\u001b[A\u001bOP\u001b\u001b[B\u001bx\u001b[1;5C\u001b[3~\u001b[[A\u001b[1;2R";
    expect(eventsFor(typed)).toEqual([typed]);
  });

  it("leave at the detach key, and what follows it goes nowhere", () => {
    expect(eventsFor("ab\u001dcd")).toEqual(["ab", { kind: "detach" }]);
  });

  it("may be pasted, the detach key among them", () => {
    const paste = "\u001b[200~a\u001db\u001b[<0;1;1M\u001b[I\u001b[201~";
    expect(eventsFor(`${paste}x\u001d`)).toEqual([`${paste}x`, { kind: "detach" }]);
  });

  it("do not include focus reports and answers to queries", () => {
    expect(
      eventsFor("a\u001b[Ib\u001b[Oc\u001b[?62;22cd\u001b[>0;276;0ce\u001b[?2004;1$yf\u001b[?1ug"),
    ).toEqual(["abcdefg"]);
  });

  it("hand out mouse reports", () => {
    expect(eventsFor("a\u001b[<0;12;7Mb\u001b[<0;12;7m")).toEqual([
      "a",
      { kind: "mouse", parameters: "0;12;7", isRelease: false },
      "b",
      { kind: "mouse", parameters: "0;12;7", isRelease: true },
    ]);
  });

  it("mean the same wherever the input is cut", () => {
    const typed = "a\u001b[<0;12;7M\u001b[I\u001b[200~x\u001dy\u001b[201~\u001b[?1;2c\u001b[A\u001bz\u001d";
    const whole = eventsFor(typed);
    for (let cut = 1; cut < typed.length; cut++) {
      expect(eventsFor(typed.slice(0, cut), typed.slice(cut))).toEqual(whole);
    }
    expect(eventsFor(...typed)).toEqual(whole);
  });

  it("hold a lone Escape only until it is known to be one", () => {
    const events: KeyEvent[] = [];
    const keys = new Keys(DETACH, (event) => events.push(event));
    keys.read(Buffer.from("\u001b"));
    expect(events).toEqual([]);
    expect(keys.isHolding).toBe(true);
    keys.release();
    expect(joined(events)).toEqual(["\u001b"]);
    expect(keys.isHolding).toBe(false);
  });
});
