import { describe, expect, it } from "vitest";
import { agentStateText, stateTone } from "./agent-state-text.ts";

const NOW = 10_000_000;

describe("an agent's state line", () => {
  it("says since when it runs", () => {
    expect(agentStateText({ kind: "running", since: NOW - 240_000, pid: 7 }, NOW)).toBe("running · 4 min");
  });

  it("says how its program ended", () => {
    const at = NOW - 5000;
    expect(agentStateText({ kind: "exited", status: { code: 0, at } }, NOW)).toBe("finished · 5 s ago");
    expect(agentStateText({ kind: "exited", status: { code: 3, at } }, NOW)).toBe(
      "exited with code 3 · 5 s ago",
    );
    expect(agentStateText({ kind: "exited", status: { code: 0, signal: 9, at } }, NOW)).toBe(
      "ended by signal 9 · 5 s ago",
    );
  });

  it("says that it stops only when its turn is over", () => {
    const text = agentStateText({ kind: "stopping", since: NOW, turnUntil: NOW + 120_000 }, NOW);
    expect(text).toBe("stops when its turn is over");
    expect(agentStateText({ kind: "stopping", since: NOW }, NOW)).toBe("stopping…");
  });

  it("says why it failed", () => {
    expect(agentStateText({ kind: "failed", reason: "No such program.", lastLines: [], at: NOW }, NOW)).toBe(
      "failed · No such program.",
    );
  });

  it("has the colour of trouble only where there is trouble", () => {
    expect(stateTone({ kind: "running", since: 0, pid: 1 })).toBe("ok");
    expect(stateTone({ kind: "exited", status: { code: 0, at: 0 } })).toBe("quiet");
    expect(stateTone({ kind: "exited", status: { code: 1, at: 0 } })).toBe("warn");
    expect(stateTone({ kind: "failed", reason: "", lastLines: [], at: 0 })).toBe("bad");
  });
});
