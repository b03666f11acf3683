import { describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../base/seeded-random.test-support.ts";
import { strangeText } from "../text/strange-text.test-support.ts";
import { currentStep } from "./cursor.ts";
import { cancelGoto, goto, reopen, respond, startSession } from "./session.ts";
import { parseSession, sessionText } from "./session-file.ts";
import { InteractError, type InteractiveSession } from "./session-state.ts";
import { SMALL } from "./small-template.test-support.ts";
import { END, parseTemplate } from "./template.ts";

const METADATA = { parent_doc_id: "CR-001", vr_id: "CR-001-VR-001", title: "Tides" };

function begin(): InteractiveSession {
  return startSession(SMALL, { id: "CR-001-VR-001", metadata: METADATA });
}

function answered(session: InteractiveSession, ...values: readonly string[]): InteractiveSession {
  return values.reduce(
    (before, value, index) =>
      respond(before, SMALL, { value, author: "claude", timestamp: `2026-02-21T10:00:0${index % 10}Z` }),
    session,
  );
}

function placeOf(session: InteractiveSession): string {
  return currentStep(session, SMALL)?.key ?? END;
}

const AMENDMENT = { value: "new", author: "qa", timestamp: "2026-02-22T00:00:00Z", reason: "typo" };

describe("a session", () => {
  it("asks one prompt after the other, and goes through a loop until its gate says no", () => {
    const places: string[] = [];
    let session = begin();
    for (const value of ["aim", "do", "seen", "YES", "do", "seen", " no ", "so"]) {
      places.push(placeOf(session));
      session = answered(session, value);
    }
    expect(places).toEqual([
      "aim",
      "step_do.1",
      "step_seen.1",
      "more.1",
      "step_do.2",
      "step_seen.2",
      "more.2",
      "summary",
    ]);
    expect(session.cursor).toBe(END);
    expect(session.cursor_context).toEqual({});
    expect(session.loops).toEqual({ steps: { iterations: 2, closed: true, reopenings: [] } });
    expect(Object.keys(session.responses)).toEqual([
      "aim",
      "step_do.1",
      "step_seen.1",
      "step_do.2",
      "step_seen.2",
      "summary",
    ]);
    expect(session.gates["more.2"]?.value).toBe("no");
  });

  it("is kept in a file with the keys and the order that other programs expect", () => {
    const session = respond(answered(begin(), "ä 😀", "do"), SMALL, {
      value: "seen",
      author: "claude",
      timestamp: "2026-02-21T10:00:05Z",
      commit: "0123456789",
    });
    expect(sessionText(session)).toBe(`{
  "doc_id": "CR-001-VR-001",
  "template": "SMALL",
  "template_version": 2,
  "cursor": "more",
  "cursor_context": {
    "loop": "steps",
    "iteration": 1
  },
  "metadata": {
    "parent_doc_id": "CR-001",
    "vr_id": "CR-001-VR-001",
    "title": "Tides"
  },
  "responses": {
    "aim": [
      {
        "value": "ä 😀",
        "author": "claude",
        "timestamp": "2026-02-21T10:00:00Z"
      }
    ],
    "step_do.1": [
      {
        "value": "do",
        "author": "claude",
        "timestamp": "2026-02-21T10:00:01Z"
      }
    ],
    "step_seen.1": [
      {
        "value": "seen",
        "author": "claude",
        "timestamp": "2026-02-21T10:00:05Z",
        "commit": "0123456789"
      }
    ]
  },
  "loops": {
    "steps": {
      "iterations": 1,
      "closed": false,
      "reopenings": []
    }
  },
  "gates": {}
}`);
  });

  it("amends an answer and returns to where it was", () => {
    const session = answered(begin(), "aim", "do", "seen", "yes", "do 2");
    const amending = goto(session, SMALL, { prompt: "step_do.1", reason: "typo" });
    expect(amending.cursor_context).toEqual({
      goto_return: "step_seen",
      goto_return_ctx: { loop: "steps", iteration: 2 },
      loop: "steps",
      iteration: 1,
    });
    expect(placeOf(amending)).toBe("step_do.1");
    expect(() => answered(amending, "x")).toThrow("require a reason");
    const done = respond(amending, SMALL, AMENDMENT);
    expect(placeOf(done)).toBe("step_seen.2");
    expect(done.responses["step_do.1"]?.map(({ value, reason }) => [value, reason])).toEqual([
      ["do", undefined],
      ["new", "typo"],
    ]);
    expect(Object.keys(done.responses)).toEqual(Object.keys(session.responses));
    expect(cancelGoto(amending)).toEqual(session);
  });

  it("returns to where the first of several amendments began", () => {
    const session = answered(begin(), "aim", "do");
    const amending = goto(goto(session, SMALL, { prompt: "step_do", reason: "r" }), SMALL, {
      prompt: "aim",
      reason: "r",
    });
    expect(placeOf(amending)).toBe("aim");
    expect(respond(amending, SMALL, AMENDMENT).cursor_context).toEqual(session.cursor_context);
    expect(cancelGoto(amending)).toEqual(session);
  });

  it("amends also what is complete", () => {
    const session = answered(begin(), "aim", "do", "seen", "no", "so");
    const done = respond(goto(session, SMALL, { prompt: "summary", reason: "r" }), SMALL, AMENDMENT);
    expect(done.cursor).toBe(END);
    expect(done.responses["summary"]).toHaveLength(2);
  });

  it("adds to a loop that was closed and returns to where it was", () => {
    const session = answered(begin(), "aim", "do", "seen", "no");
    const added = reopen(session, SMALL, { loop: "steps", reason: "forgot", author: "qa", timestamp: "t" });
    expect(added.cursor_context).toEqual({
      loop: "steps",
      iteration: 2,
      reopen_return: "summary",
      reopen_return_ctx: {},
    });
    expect(added.loops["steps"]).toEqual({
      iterations: 2,
      closed: false,
      reopenings: [{ reason: "forgot", author: "qa", timestamp: "t" }],
    });
    const twice = answered(added, "do 2", "seen 2", "yes", "do 3");
    expect(placeOf(twice)).toBe("step_seen.3");
    expect(twice.cursor_context.reopen_return).toBe("summary");
    const amended = respond(goto(twice, SMALL, { prompt: "aim", reason: "r" }), SMALL, AMENDMENT);
    const done = answered(amended, "seen 3", "no");
    expect(placeOf(done)).toBe("summary");
    expect(done.cursor_context).toEqual({});
    expect(done.loops["steps"]?.closed).toBe(true);
  });

  it("takes a default where nothing is answered, and otherwise refuses nothing", () => {
    const session = answered(begin(), "aim", "do", "seen", "no", " ");
    expect(session.responses["summary"]?.[0]?.value).toBe("nothing to add");
    expect(() => answered(begin(), " \r\n")).toThrow("Response value is empty.");
  });

  it.each<[string, (session: InteractiveSession) => unknown, string]>([
    [
      "goto without reason",
      (s) => goto(s, SMALL, { prompt: "aim", reason: " " }),
      "--goto requires --reason",
    ],
    ["goto elsewhere", (s) => goto(s, SMALL, { prompt: "constructor", reason: "r" }), "no prompt"],
    ["goto what is open", (s) => goto(s, SMALL, { prompt: "summary", reason: "r" }), "not answered yet"],
    ["goto a pass too far", (s) => goto(s, SMALL, { prompt: "step_do.9", reason: "r" }), "not answered yet"],
    ["goto a pass of none", (s) => goto(s, SMALL, { prompt: "aim.1", reason: "r" }), "in no loop"],
    ["goto a gate", (s) => goto(s, SMALL, { prompt: "more.1", reason: "r" }), "is a gate"],
    ["cancel of nothing", (s) => cancelGoto(s), "No --goto"],
    [
      "reopen without reason",
      (s) => reopen(s, SMALL, { loop: "steps", author: "a", timestamp: "t" }),
      "--reopen requires --reason",
    ],
    [
      "reopen elsewhere",
      (s) => reopen(s, SMALL, { loop: "__proto__", reason: "r", author: "a", timestamp: "t" }),
      "no loop",
    ],
    [
      "reopen what is open",
      (s) => reopen(s, SMALL, { loop: "steps", reason: "r", author: "a", timestamp: "t" }),
      "not closed",
    ],
    ["maybe at a gate", (s) => answered(s, "maybe"), "'yes' or 'no'"],
    ["more than all", (s) => answered(s, "no", "so", "x"), "complete"],
  ])("refuses: %s", (_name, work, words) => {
    const session = answered(begin(), "aim", "do", "seen");
    const before = structuredClone(session);
    expect(() => work(session)).toThrow(InteractError);
    expect(() => work(session)).toThrow(words);
    expect(session).toEqual(before);
  });

  it("refuses to go on where its template has changed under it", () => {
    expect(() => currentStep({ ...begin(), cursor: "gone" }, SMALL)).toThrow("does not have");
  });

  it("keeps loops apart, also where one is reopened while another runs", () => {
    const loop = (name: string, next: string): string =>
      `<!-- @loop: ${name} --><!-- @prompt: ${name}_p | next: ${name}_g --><!-- @gate: ${name}_g | yes: ${name}_p | no: ${next} --><!-- @end-loop: ${name} -->`;
    const two = parseTemplate(`<!-- @template: T | start: one -->${loop("one", "two")}${loop("two", "end")}`);
    const answer = (session: InteractiveSession, value: string): InteractiveSession =>
      respond(session, two, { value, author: "a", timestamp: "t" });
    let session = startSession(two, { id: "X", metadata: {} });
    for (const value of ["1", "yes", "2", "no", "a"]) session = answer(session, value);
    expect(session.cursor_context).toEqual({ loop: "two", iteration: 1 });
    session = reopen(session, two, { loop: "one", reason: "r", author: "a", timestamp: "t" });
    for (const value of ["3", "no"]) session = answer(session, value);
    expect(currentStep(session, two)?.key).toBe("two_g.1");
    session = answer(session, "no");
    expect(session.cursor).toBe(END);
    expect(session.loops).toMatchObject({
      one: { iterations: 3, closed: true },
      two: { iterations: 1, closed: true },
    });
  });
});

describe("a session's file", () => {
  it("is read without what other programs left in it", () => {
    const session = answered(begin(), "aim", "do");
    const polluted = {
      ...session,
      status: "CLOSED",
      responsible_user: null,
      checked_out: false,
      pending_assignees: [],
    };
    expect(parseSession(JSON.stringify(polluted))).toEqual(session);
  });

  it.each(["", "{", "[]", "null", "{}", '{"doc_id": "X"}', '{"doc_id": 1, "responses": {}}'])(
    "is refused where it is %j",
    (text) => {
      expect(() => parseSession(text)).toThrow(InteractError);
    },
  );

  it("may hold anything in its parts", () => {
    const session = parseSession(
      '{"doc_id": "X", "cursor": null, "cursor_context": {"loop": 1, "goto_return": "a"}, "metadata": {"a": null, "b": 2},' +
        '"responses": {"__proto__": [{"value": "x"}], "b": "y", "c": [null, {"value": 1}]}, "loops": {"l": {"iterations": 1e9}, "m": 3},' +
        '"gates": {"g": {"value": "maybe"}}}',
    );
    expect(session).toMatchObject({ cursor: END, metadata: { b: "2" }, gates: {}, template_version: 0 });
    expect(session.cursor_context).toEqual({ goto_return: "a", goto_return_ctx: {} });
    expect(Object.keys(session.responses)).toEqual(["__proto__"]);
    expect(session.loops["l"]?.iterations).toBe(10_000);
    expect(parseSession(sessionText(session))).toEqual(session);
  });
});

describe("any sequence of steps", () => {
  it("loses no answer, and its file is read back as it was", () => {
    const random = seededRandom(41);
    for (let round = 0; round < rounds(300); round += 1) {
      let session = begin();
      let given = 0;
      for (let step = 0; step < 40; step += 1) {
        const before = session;
        try {
          session = someStep(session, random.below(8), strangeText(random, 5));
        } catch (error) {
          expect(error).toBeInstanceOf(InteractError);
          expect(session).toBe(before);
        }
        const count = Object.values(session.responses).flat().length;
        expect(count).toBeGreaterThanOrEqual(given);
        given = count;
        currentStep(session, SMALL);
        expect(parseSession(sessionText(session))).toEqual(session);
      }
    }
  });

  function someStep(session: InteractiveSession, which: number, text: string): InteractiveSession {
    const prompts = ["aim", "step_do", "step_seen.1", "summary", "step_do.2"];
    switch (which) {
      case 0:
        return goto(session, SMALL, { prompt: prompts[text.length % 5] ?? "", reason: "r" });
      case 1:
        return reopen(session, SMALL, { loop: "steps", reason: "r", author: "a", timestamp: "t" });
      case 2:
        return cancelGoto(session);
      case 3:
        return answered(session, "yes");
      case 4:
        return answered(session, "no");
      default:
        return respond(session, SMALL, { value: text, author: "a", timestamp: "t", reason: text });
    }
  }
});
