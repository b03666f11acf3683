import { describe, expect, it } from "vitest";
import { bench, type Bench } from "./notice-bench.test-support.ts";

describe("a notice", () => {
  it("is entered at an empty prompt once it is seen there, and proven by the report of the prompt", async () => {
    const at = await bench();
    at.list("a");
    expect(at.program.text).toBe("Notice a.");
    expect(at.program.transcript).toEqual([]);
    await at.see();
    expect(at.program.transcript).toEqual(["Notice a."]);
    expect(at.outcomes.get("a")).toBeUndefined();
    await at.see();
    expect(at.outcomes.get("a")).toMatchObject({ kind: "announced", how: "prompt" });
    expect(at.records.map(({ kind }) => kind)).toEqual(["intent", "outcome"]);
  });

  it("is not entered when a dialog opens behind the paste", async () => {
    const at = await bench();
    at.list("a");
    at.program.become("waiting");
    await at.see();
    await at.clock.pass(60_000);
    expect(at.program.transcript).toEqual([]);
    expect(at.outcomes.get("a")).toMatchObject({ kind: "held" });
    // The dialog gave the prompt back with what was pasted.
    at.program.become("idle");
    await at.rest();
    expect(at.program.transcript).toEqual(["Notice a."]);
    expect(at.program.mishaps).toEqual([]);
  });

  it.each([
    { state: "busy" as const, reason: "It works" },
    { state: "waiting" as const, reason: "waits for a permission" },
  ])("is held while the agent is $state, with the reason", async ({ state, reason }) => {
    const at = await bench();
    at.program.become(state);
    await at.see();
    at.list("a");
    expect(at.outcomes.get("a")).toEqual({ kind: "held", reason: expect.stringContaining(reason) });
    expect(at.program.text).toBe("");
  });

  it("is not told to an agent that is being stopped, at its prompt or at the end of its turn", async () => {
    const at = await bench();
    at.isStopping = true;
    at.list("a");
    await at.rest();
    expect(at.outcomes.get("a")).toEqual({ kind: "held", reason: expect.stringContaining("being stopped") });
    at.program.become("busy");
    await at.see();
    expect(at.desk.turnEnds(false)).toBeUndefined();
    expect(at.program.text).toBe("");
    expect(at.records).toEqual([]);
  });

  it("is not entered any more once the agent is to stop", async () => {
    const at = await bench();
    at.list("a");
    expect(at.program.text).toBe("Notice a.");
    at.isStopping = true;
    await at.rest();
    expect(at.program.transcript).toEqual([]);
  });

  it("waits until the program has its tools, but not for ever", async () => {
    const at = await bench();
    at.isEquipped = false;
    at.clock.at = 0;
    at.list("a");
    await at.see();
    const held = { kind: "held", reason: "It has just begun, and does not have its tools yet." };
    expect(at.outcomes.get("a")).toEqual(held);
    at.isEquipped = true;
    await at.rest();
    expect(at.program.transcript).toEqual(["Notice a."]);
    const late = await bench();
    late.isEquipped = false;
    late.clock.at = 0;
    late.list("b");
    await late.rest(100);
    expect(late.program.transcript).toEqual([]);
    await late.rest(100);
    expect(late.program.transcript).toEqual(["Notice b."]);
  });

  it("waits for a pause of who types, and for the line to be empty", async () => {
    const at = await bench();
    at.type("s");
    at.list("a");
    expect(at.outcomes.get("a")).toEqual({ kind: "held", reason: "Somebody is typing." });
    await at.see();
    await at.clock.pass(2000);
    await at.see();
    expect(at.outcomes.get("a")).toEqual({ kind: "held", reason: "A line is half written at its prompt." });
    at.type("\r");
    await at.see();
    at.program.become("idle");
    await at.see();
    await at.clock.pass(2000);
    await at.see();
    expect(at.program.transcript).toEqual(["s", "Notice a."]);
  });

  it("waits for a slow program to take in what somebody typed", async () => {
    const at = await bench();
    const receive = at.program.receive.bind(at.program);
    const received: string[] = [];
    at.program.receive = (input) => void received.push(input);
    at.drawnAt = at.clock.now() - 1;
    at.type("typed");
    at.list("a");
    await at.rest(20);
    at.program.receive = receive;
    for (const input of received) receive(input);
    at.drawnAt = undefined;
    await at.rest();
    expect(at.program.text).toBe("typed");
    expect(at.program.mishaps).toEqual([]);
    at.type("\r");
    await at.see();
    at.program.become("idle");
    await at.rest();
    expect(at.program.transcript).toEqual(["typed", "Notice a."]);
  });

  it("goes before what is typed while it is on its way", async () => {
    const at = await bench();
    at.list("a");
    at.type("later");
    await at.see();
    expect(at.program.transcript).toEqual(["Notice a."]);
    expect(at.program.text).toBe("");
    await at.see();
    expect(at.program.text).toBe("later");
  });

  it("takes along what was typed meanwhile where a dialog opened that it would answer", async () => {
    const at = await bench();
    at.list("a");
    at.type("yes\r");
    at.program.become("waiting");
    await at.see();
    await at.clock.pass(10_000);
    expect(at.program.mishaps).toEqual([]);
    at.program.become("idle");
    await at.rest();
    expect(at.program.transcript).toEqual(["Notice a."]);
  });

  it("is not told where that cannot be written down first", async () => {
    const at = await bench();
    at.isDiskFull = true;
    at.list("a");
    expect(at.outcomes.get("a")).toMatchObject({
      kind: "held",
      reason: expect.stringContaining("written down"),
    });
    expect(at.program.text).toBe("");
    expect(at.desk.turnEnds(false)).toBeUndefined();
  });

  it.each([4000, 20_000, 100_000])(
    "is told once by a program that draws nothing for %i ms",
    async (slowMs) => {
      const at = await bench();
      const receive = at.program.receive.bind(at.program);
      const received: string[] = [];
      at.program.receive = (input) => void received.push(input);
      at.list("a");
      for (let passed = 0; passed < slowMs; passed += 500) {
        await at.see();
        await at.clock.pass(500);
      }
      at.program.receive = receive;
      // It takes in all at once.
      for (const input of received) receive(input);
      await at.rest(1000);
      expect(at.program.transcript).toEqual(["Notice a."]);
      expect(at.outcomes.get("a")).toMatchObject({ kind: "announced" });
    },
  );

  it("is told once where a line comes up before it that was typed a moment ago", async () => {
    const at = await bench();
    const receive = at.program.receive.bind(at.program);
    const received: string[] = [];
    at.program.receive = (input) => void received.push(input);
    at.list("a");
    await at.rest(20);
    // The line is drawn alone at first.
    at.program.text = "typed ";
    await at.rest(20);
    at.program.receive = receive;
    for (const input of received) at.program.text += input.replaceAll(/\x1b\[20[01]~/g, "");
    await at.rest(20);
    at.type("\r");
    await at.rest(20);
    at.desk.turnEnds(false);
    at.program.become("idle");
    await at.rest();
    expect(at.program.transcript).toEqual(["typed Notice a."]);
    expect(at.outcomes.get("a")).toMatchObject({ kind: "announced" });
  });

  it("is told again when the prompt still holds it", async () => {
    const at = await bench();
    at.list("a");
    at.program.isDrawing = false;
    const submitted = at.program.receive.bind(at.program);
    // The program swallows the key.
    at.program.receive = (input) => (input === "\r" ? undefined : submitted(input));
    at.desk.look();
    await at.clock.pass(5000);
    expect(at.program.text).toBe("");
    at.program.receive = submitted;
    await at.rest();
    expect(at.program.transcript).toEqual(["Notice a."]);
  });

  it("is not entered again while it still shows after it was wiped off the prompt", async () => {
    const at = await bench();
    at.list("a");
    at.program.isDrawing = false;
    const typed: string[] = [];
    const submitted = at.program.receive.bind(at.program);
    at.program.receive = (input) => {
      typed.push(input);
      // The program swallows the key.
      if (input !== "\r") submitted(input);
    };
    at.desk.look();
    const shown = at.program.prompt.bind(at.program);
    const before = at.program.prompt();
    // It takes its time to draw.
    at.program.prompt = () => before;
    await at.clock.pass(5000);
    expect(typed.at(-1)).toBe("\x15\x15");
    at.program.prompt = shown;
    at.program.receive = submitted;
    await at.rest();
    expect(at.program.transcript).toEqual(["Notice a."]);
  });

  it("is told once where the key takes effect as late as when it is wiped off the prompt", async () => {
    const at = await bench();
    at.list("a");
    at.program.isDrawing = false;
    const submitted = at.program.receive.bind(at.program);
    let isLate = true;
    at.program.receive = (input) => {
      if (isLate && input === "\r") return;
      if (isLate) submitted("\r");
      isLate = false;
      submitted(input);
    };
    at.desk.look();
    await at.clock.pass(5000);
    at.program.isDrawing = false;
    at.desk.look();
    await at.clock.pass(500);
    await at.rest();
    expect(at.program.transcript).toEqual(["Notice a."]);
    expect(at.outcomes.get("a")).toMatchObject({ kind: "announced" });
  });

  it("is uncertain when nothing shows whether it arrived, and settled by a late report", async () => {
    const at = await bench();
    at.finding = "unknown";
    at.list("a");
    at.program.isDrawing = false;
    at.desk.look();
    at.program.isDrawing = false;
    await at.clock.pass(5000);
    expect(at.outcomes.get("a")).toMatchObject({ kind: "uncertain" });
    await at.clock.pass(600_000);
    await at.see();
    expect(at.outcomes.get("a")).toMatchObject({ kind: "announced" });
    expect(at.told()).toEqual(new Map([["a", 1]]));
  });

  it("is text, whatever is in it", async () => {
    const at = await bench();
    at.desk.setNotices([
      { id: "a", line: "/exit\r\x1b[201~\x1b]0;x\x07" },
      { id: "b", line: "mirrored \u202etext" },
    ]);
    expect(at.program.text).toBe("Notice: /exit [201~ ]0;x\nmirrored text");
  });
});

describe("what was announced and is taken back", () => {
  async function takenBack(): Promise<Bench> {
    const at = await bench();
    at.list("a");
    await at.see();
    await at.see();
    expect(at.outcomes.get("a")).toMatchObject({ kind: "announced" });
    at.list();
    at.type("\x1b");
    await at.see();
    return at;
  }

  it("is reported so, wiped off the prompt, and told again once it is listed", async () => {
    const at = await takenBack();
    expect(at.outcomes.get("a")).toMatchObject({
      kind: "returned",
      reason: expect.stringContaining("took it back"),
    });
    expect(at.program.text).toBe("Notice a.");
    await at.rest();
    expect(at.program.text).toBe("");
    at.list("a");
    await at.clock.pass(10_000);
    await at.rest();
    expect(at.outcomes.get("a")).toMatchObject({ kind: "announced" });
    expect(at.told()).toEqual(new Map([["a", 1]]));
  });

  it("stays as it is where the person goes on writing there, and is told by what is entered then", async () => {
    const at = await takenBack();
    at.type(" and more");
    await at.rest();
    expect(at.program.text).toBe("Notice a. and more");
    at.list("a");
    expect(at.outcomes.get("a")).toMatchObject({ kind: "held" });
    at.type("\r");
    await at.see();
    expect(at.outcomes.get("a")).toMatchObject({ kind: "announced" });
    expect(at.told()).toEqual(new Map([["a", 1]]));
  });

  it("is reported to a hub that was away, also by the next session", async () => {
    const at = await takenBack();
    at.outcomes.clear();
    at.list();
    expect(at.outcomes.get("a")).toMatchObject({ kind: "returned" });
    at.outcomes.clear();
    await at.restart();
    at.list();
    expect(at.outcomes.get("a")).toMatchObject({ kind: "returned" });
  });

  it("is told again when its conversation was never answered and cannot be taken up", async () => {
    const at = await bench();
    at.list("a");
    await at.see();
    await at.see();
    at.program.transcript.splice(0);
    await at.restart({ transcript: "transcript", isForgotten: true });
    at.list("a");
    await at.clock.pass(10_000);
    await at.rest();
    expect(at.outcomes.get("a")).toMatchObject({ kind: "announced" });
    expect(at.told()).toEqual(new Map([["a", 1]]));
  });

  it("cannot be any more when the agent has begun to work on it", async () => {
    const at = await bench();
    at.list("a");
    await at.see();
    await at.see();
    at.desk.turnGoesOn("PreToolUse");
    at.program.become("idle");
    at.program.text = "Notice a.";
    await at.see();
    expect(at.outcomes.get("a")).toMatchObject({ kind: "announced" });
  });
});

describe("the end of a turn", () => {
  async function busy(): Promise<Bench> {
    const at = await bench();
    at.program.become("busy");
    await at.see();
    return at;
  }

  it("is refused with all that waits, which is proven when the turn goes on", async () => {
    const at = await busy();
    at.list("a", "b");
    const refused = at.desk.turnEnds(false);
    expect(refused?.reason).toBe("Notice a.\nNotice b.");
    refused?.taken();
    expect(at.outcomes.get("a")).toMatchObject({ kind: "held" });
    at.desk.turnGoesOn("PreToolUse");
    expect(at.outcomes.get("a")).toMatchObject({ kind: "announced", how: "stop" });
  });

  it("is proven by the transcript as well", async () => {
    const at = await busy();
    at.list("a");
    const refused = at.desk.turnEnds(false);
    refused?.taken();
    at.program.goOn(refused?.reason ?? "");
    await at.clock.pass(200);
    expect(at.outcomes.get("a")).toMatchObject({ kind: "announced", how: "stop" });
  });

  it("is refused three times in a row at most", async () => {
    const at = await busy();
    const ids = ["a", "b", "c", "d"];
    const refused = ids.map((_id, index) => {
      at.list(...ids.slice(0, index + 1));
      const refusal = at.desk.turnEnds(index > 0);
      refusal?.taken();
      return refusal?.reason;
    });
    expect(refused).toEqual(["Notice a.", "Notice b.", "Notice c.", undefined]);
    at.desk.promptSubmitted("go on");
    expect(at.desk.turnEnds(false)?.reason).toBe("Notice d.");
  });

  it("that was interrupted has told nothing, and the prompt is next", async () => {
    const at = await busy();
    at.list("a");
    at.desk.turnEnds(false);
    at.program.become("idle");
    await at.rest();
    expect(at.told()).toEqual(new Map([["a", 1]]));
  });
});
