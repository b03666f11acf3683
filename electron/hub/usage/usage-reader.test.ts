import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rounds, seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { AgentId } from "../../../shared/contract/agents.ts";
import { AgentUsage } from "../../../shared/contract/usage.ts";
import {
  PROMPT,
  replyLine,
  TOOL_RESULT,
  userLine,
} from "../../../shared/usage/transcript-lines.test-support.ts";
import { createJsonLog } from "../log/json-log.ts";
import { UsageReader } from "./usage-reader.ts";

const QA = AgentId.parse("qa");
const DAY = "2026-02-04";

let root = "";
let transcript = "";
let reader: UsageReader;

function open(folder = "usage"): Promise<UsageReader> {
  return UsageReader.open({
    agent: QA,
    folder: join(root, folder),
    now: () => Date.parse("2026-02-09T12:00:00Z"),
    dayOf: (at) => new Date(at).toISOString().slice(0, 10),
    log: createJsonLog(() => undefined, Date.now),
  });
}

function add(...lines: readonly string[]): void {
  appendFileSync(transcript, lines.map((line) => `${line}\n`).join(""));
}

/** A turn in which the model answers twice, and its last answer stands in three lines. */
function turn(number: number, at?: string): string[] {
  const when = at === undefined ? {} : { at };
  return [
    PROMPT,
    replyLine({ id: `msg_${number}a`, ...when }),
    TOOL_RESULT,
    replyLine({ id: `msg_${number}b`, output: 1, ...when }),
    replyLine({ id: `msg_${number}b`, output: 7, ...when }),
    replyLine({ id: `msg_${number}b`, output: 7, ...when }),
  ];
}

/** What so many such turns take. */
function turns(count: number, day = DAY): object {
  return {
    day,
    turns: count,
    replies: 2 * count,
    inputTokens: 20 * count,
    outputTokens: 27 * count,
    cacheReadTokens: 8000 * count,
    cacheWriteTokens: 600 * count,
  };
}

describe("the usage of an agent", () => {
  trackDisposables();

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), "quorum-usage-"));
    transcript = join(root, "session.jsonl");
    reader = await open();
  });
  afterEach(async () => {
    await reader.close();
    rmSync(root, { recursive: true, force: true });
  });

  it("counts each reply once and with its last numbers, and each turn", async () => {
    add(...turn(1), ...turn(2));
    await reader.read(transcript);
    expect(reader.usage).toEqual({ agent: "qa", days: [turns(2)], unreadableLines: 0 });
    expect(AgentUsage.safeParse(reader.usage).success).toBe(true);
  });

  it("is counted by day, the latest first; what has no time is of today", async () => {
    add(...turn(1, "2026-02-03T23:59:59Z"), ...turn(2, "2026-02-04T00:00:00Z"), ...turn(3, "whenever"));
    await reader.read(transcript);
    expect(reader.usage.days).toEqual([turns(1, "2026-02-09"), turns(1), turns(1, "2026-02-03")]);
  });

  it("goes on where it has stopped, also in the middle of a turn, and tells of what is new", async () => {
    const lines = [...turn(1), ...turn(2), ...turn(3)];
    const told: number[] = [];
    for (const line of lines) {
      const subscription = reader.onChanged(({ days }) => told.push(days[0]?.outputTokens ?? 0));
      add(line);
      await reader.read(transcript);
      await reader.read(transcript);
      subscription.dispose();
      await reader.close();
      reader = await open();
    }
    expect(reader.usage.days).toEqual([turns(3)]);
    expect(told).toEqual([20, 21, 27, 47, 48, 54, 74, 75, 81]);
  });

  it("counts nothing twice and nothing less when it ends without keeping what it read", async () => {
    add(...turn(1));
    await reader.read(transcript);
    await reader.save();
    add(...turn(2));
    await reader.read(transcript);
    // As after a kill: what was kept last is what the next one begins with.
    const next = await open();
    await next.read(transcript);
    expect(next.usage).toEqual(reader.usage);
    await next.close();
  });

  it("waits for the end of a line that is being written", async () => {
    const [prompt = "", reply = ""] = turn(1);
    add(prompt);
    for (let at = 0; at < reply.length; at += 50) {
      appendFileSync(transcript, reply.slice(at, at + 50));
      await reader.read(transcript);
      expect(reader.usage.days).toEqual([]);
    }
    appendFileSync(transcript, "\n");
    await reader.read(transcript);
    expect(reader.usage).toMatchObject({ days: [{ turns: 1, replies: 1 }], unreadableLines: 0 });
  });

  it("counts once what a conversation repeats when it goes on in another file", async () => {
    add(...turn(1), ...turn(2));
    await reader.read(transcript);
    const other = join(root, "resumed.jsonl");
    writeFileSync(other, [...turn(1), ...turn(2), ...turn(3)].map((line) => `${line}\n`).join(""));
    await reader.read(other);
    expect(reader.usage.days).toEqual([turns(3)]);
  });

  it("reads a file anew that was cut, or replaced by another", async () => {
    add(...turn(1), ...turn(2));
    await reader.read(transcript);
    truncateSync(transcript, 0);
    add(...turn(3));
    await reader.read(transcript);
    expect(reader.usage.days).toEqual([turns(3)]);
    writeFileSync(
      join(root, "next"),
      [...turn(4), ...turn(5), ...turn(6)].map((line) => `${line}\n`).join(""),
    );
    renameSync(join(root, "next"), transcript);
    await reader.read(transcript);
    expect(reader.usage.days).toEqual([turns(6)]);
  });

  it("counts the tokens of helpers, and no turns of theirs", async () => {
    add(...turn(1));
    mkdirSync(join(root, "session", "subagents"), { recursive: true });
    const lines = [
      userLine("Look for it.", { isSidechain: true }),
      replyLine({ id: "msg_h", output: 100, isSidechain: true }),
    ];
    writeFileSync(join(root, "session", "subagents", "agent-1.jsonl"), `${lines.join("\n")}\n`);
    await reader.read(transcript);
    expect(reader.usage.days).toMatchObject([{ turns: 1, replies: 3, outputTokens: 127 }]);
  });

  it("passes over what it cannot read, and says how much that was", async () => {
    const [, reply = ""] = turn(1);
    add(
      reply.slice(0, 80),
      '{"type":"file-history-snapshot"}',
      "",
      "\u0000\u0001",
      ...turn(1),
      `${reply.slice(0, 9)}${reply}`,
    );
    await reader.read(transcript);
    expect(reader.usage).toEqual({ agent: "qa", days: [turns(1)], unreadableLines: 3 });
  });

  it("takes a very long line for what it begins with", async () => {
    const picture = [{ type: "image", source: { data: "x".repeat(5_000_000) } }];
    const result = [{ type: "tool_result", content: picture }];
    add(userLine(result), replyLine({ id: "one" }), userLine(picture), replyLine({ id: "two" }));
    await reader.read(transcript);
    expect(reader.usage).toMatchObject({ days: [{ turns: 1, replies: 2 }], unreadableLines: 0 });
  });

  it("takes nothing from what is no transcript", async () => {
    add(...turn(1));
    copyFileSync(transcript, `${transcript}.txt`);
    for (const path of [
      root,
      join(root, "missing.jsonl"),
      "/dev/zero",
      "a\0b",
      `${root}/${"x".repeat(5000)}.jsonl`,
      relative(process.cwd(), transcript),
      `${transcript}.txt`,
    ])
      await reader.read(path);
    expect(reader.usage).toEqual({ agent: "qa", days: [], unreadableLines: 0 });
  });

  it.skipIf(process.platform === "win32")("takes nothing from where a link leads", async () => {
    add(...turn(1));
    const link = join(root, "link.jsonl");
    symlinkSync(transcript, link);
    await reader.read(link);
    expect(reader.usage.days).toEqual([]);
  });

  it("finds nothing to count in what the scripted agent writes", async () => {
    add(JSON.stringify({ kind: "prompt", text: "say hello", at: 1, conversation: "c" }));
    await reader.read(transcript);
    expect(reader.usage).toEqual({ agent: "qa", days: [], unreadableLines: 0 });
  });

  it("begins anew where what was kept cannot be read", async () => {
    add(...turn(1));
    await reader.read(transcript);
    await reader.save();
    const kept = join(root, "usage", "qa.json");
    writeFileSync(kept, readFileSync(kept, "utf8").slice(0, 100));
    const next = await open();
    await next.read(transcript);
    expect(next.usage.days).toEqual([turns(1)]);
    await next.close();
  });

  it("comes to the same however the file grows and however often it is read", async () => {
    const random = seededRandom(23);
    for (let round = 0; round < rounds(15); round += 1) {
      const name = `round-${round}.jsonl`;
      const own = await open(`kept-${round}`);
      const count = 1 + random.below(8);
      const lines = Array.from({ length: count }, (_, number) => turn(round * 100 + number)).flat();
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
      for (let at = 0; at < bytes.length;) {
        const next = Math.min(bytes.length, at + random.below(3000));
        appendFileSync(join(root, name), bytes.subarray(at, next));
        at = next;
        if (random.below(3) > 0) await own.read(join(root, name));
      }
      await own.read(join(root, name));
      expect(own.usage.days).toEqual([turns(count)]);
      await own.close();
    }
  });
});
