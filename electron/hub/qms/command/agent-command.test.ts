import { describe, expect, it } from "vitest";
import { parseAgentCommand, performForAgent } from "./agent-command.ts";
import { FakeQms } from "./fake-qms.test-support.ts";

describe("a command from an agent's session", () => {
  it("is carried out as the agent, whether or not it says who it is", () => {
    const qms = new FakeQms();
    for (const argv of [["inbox"], ["--user", "qa", "inbox"], ["inbox", "-u", ""]])
      expect(performForAgent(qms, "qa", { argv })).toMatchObject({ exitCode: 0, stdout: "done\n" });
    expect(qms.asked.map(({ user }) => user)).toEqual(["qa", "qa", "qa"]);
  });

  it("is refused where it says to be somebody else", () => {
    const qms = new FakeQms();
    const outcome = performForAgent(qms, "qa", { argv: ["approve", "CR-001", "--us=claude"] });
    expect(outcome).toMatchObject({ exitCode: 1, stderr: "" });
    expect(outcome.stdout).toContain("Error: This is the session of qa; it cannot act as 'claude'.");
    expect(qms.asked).toEqual([]);
  });

  it("creates no other project", () => {
    const qms = new FakeQms();
    expect(performForAgent(qms, "qa", { argv: ["init", "--root", "/tmp"] }).exitCode).toBe(1);
    expect(qms.asked).toEqual([]);
  });

  it("says usage errors and help as the command does", () => {
    const qms = new FakeQms();
    expect(performForAgent(qms, "qa", { argv: ["status"] })).toMatchObject({ exitCode: 2, stdout: "" });
    expect(performForAgent(qms, "qa", { argv: ["-h"] })).toMatchObject({ exitCode: 0, stderr: "" });
    expect(performForAgent(qms, "qa", { argv: [] }).exitCode).toBe(1);
  });

  it("takes the text of a file along, up to its limit, and never reads one here", () => {
    const qms = new FakeQms();
    const argv = ["message", "claude", "-s", "S", "-f", "/etc/passwd"];
    expect(performForAgent(qms, "qa", { argv, file: "text" }).exitCode).toBe(0);
    expect(qms.asked[0]?.request).toMatchObject({ body: "text" });
    expect(performForAgent(qms, "qa", { argv }).stdout).toBe("Error: Cannot read /etc/passwd.\n");
    expect(performForAgent(qms, "qa", { argv, file: "x".repeat(300_000) }).exitCode).toBe(1);
    expect(qms.asked.length).toBe(1);
  });

  it("names what was shown, for when it has reached its reader", () => {
    const qms = new FakeQms(() => ({ shown: ["notif-a.md"] }));
    expect(performForAgent(qms, "qa", { argv: ["inbox"] }).shown).toEqual(["notif-a.md"]);
    expect(qms.archived).toEqual([]);
  });
});

it("is read only where it is one", () => {
  expect(parseAgentCommand({ argv: ["a"], file: "f" })).toEqual({ argv: ["a"], file: "f" });
  for (const body of [undefined, null, 1, [], {}, { argv: "a" }, { argv: [1] }, { argv: [], file: 1 }])
    expect(parseAgentCommand(body)).toBeUndefined();
});
