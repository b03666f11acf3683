import { describe, expect, it } from "vitest";
import { LedgerEntry } from "../../../shared/ledger/ledger-entry.ts";
import { calledEntry } from "./called-entry.ts";
import type { FinishedCall } from "./observed-desk.ts";

const CALL: FinishedCall = {
  user: "qa",
  door: "session",
  server: "git",
  tool: "git",
  key: "k",
  arguments: { args: ["status"] },
  at: 1,
  ms: 2,
  outcome: "done",
};

function argumentsOf(given: unknown): string {
  return calledEntry({ ...CALL, arguments: given }).arguments;
}

describe("a call in the ledger", () => {
  it("says who called what, and how it went", () => {
    const answer = { content: [{ type: "text" as const, text: "Error: No." }], isError: true };
    expect(calledEntry({ ...CALL, outcome: "refused", answer })).toEqual({
      ...{ kind: "tool-call", user: "qa", door: "session", server: "git", tool: "git" },
      ...{ arguments: '{"args":["status"]}', outcome: "refused", reason: "Error: No.", ms: 2 },
    });
    expect(calledEntry({ ...CALL, answer })).not.toHaveProperty("reason");
  });

  it("is small and can be read again, whatever was sent", () => {
    const deep = { a: { b: { c: { d: { e: { f: "x" } } } } } };
    const long = "x".repeat(5_000_000);
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, long]));
    for (const given of [undefined, null, 1, long, [long, long], deep, many, "\ud800", { "\ud800": "\0" }]) {
      const began = performance.now();
      const answer = { content: [{ type: "text" as const, text: long }] };
      const entry = calledEntry({
        ...CALL,
        tool: long,
        user: long,
        arguments: given,
        outcome: "failed",
        answer,
      });
      expect(performance.now() - began).toBeLessThan(200);
      expect(JSON.stringify(entry).length).toBeLessThan(6000);
      expect(LedgerEntry.safeParse(JSON.parse(JSON.stringify(entry))).success).toBe(true);
    }
  });

  it("has no secrets in it", () => {
    const secrets = [
      "ghp_0123456789abcdefghij",
      "sk-ant-REDACTED",
      "https://me:hunter2hunter2@example.org/x.git",
      "Authorization: Bearer abcdef123456",
      "password=hunter2hunter2",
      '{"api_key": "hunter2hunter2"}',
      "-----BEGIN OPENSSH PRIVATE KEY-----\nhunter2hunter2\n-----END",
    ];
    for (const secret of secrets) {
      const said = argumentsOf({ body: `before ${secret} after` });
      expect(said).toContain("(hidden)");
      expect(said).not.toMatch(/hunter2|abcdef|ghp_0|sk-ant/);
    }
    expect(argumentsOf({ password: "hunter2" })).toBe('{"password":"(hidden)"}');
    expect(argumentsOf({ body: "The token of this is a word; a password too." })).toContain("is a word");
  });
});
