import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { seededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { stateOf } from "../../agentd/screen-state.test-support.ts";
import { QA, TestHost } from "../testing/test-host.test-support.ts";

let test: TestHost;

afterEach(() => test.dispose());

async function started(program: string): Promise<TestHost> {
  test = await TestHost.create(program);
  await test.host.hub.start(QA);
  return test;
}

async function outputFolder(): Promise<string> {
  const agent = join(test.project, ".quorum", "agents", "qa");
  return join(agent, (await readdir(agent)).toSorted().at(-1) ?? "", "output");
}

/** Resolves when the session host has ended: nobody listens at its socket any more. */
async function hostIsGone(): Promise<void> {
  const { socket } = JSON.parse(await readFile(join(await outputFolder(), "..", "launch.json"), "utf8"));
  while (existsSync(socket)) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}

/** All that the program wrote, as the session's files hold it. */
async function rawOutput(): Promise<Buffer> {
  const folder = await outputFolder();
  const files = (await readdir(folder)).filter((name) => name.endsWith(".raw"));
  const sorted = files.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  return Buffer.concat(await Promise.all(sorted.map((name) => readFile(join(folder, name)))));
}

describe("a terminal", () => {
  it("takes its size from the largest of its viewers, and shrinks for none", async () => {
    // It looks by itself: a signal that comes while bash deals with the one before it is lost to bash.
    await started(
      `while :; do now=$(stty size); [ "$now" = "$was" ] || echo "$now"; was=$now; sleep 0.02; done`,
    );
    const large = test.view({ size: { columns: 100, rows: 30 } });
    await large.sees("30 100");
    const small = test.view({ size: { columns: 60, rows: 40 } });
    await small.sees("40 100");
    expect([small.terminal.cols, small.terminal.rows]).toEqual([100, 40]);
    await large.until((viewer) => viewer.terminal.rows === 40);
    small.close();
    await large.sees("30 100\n40 100\n30 100");
  });

  it("sends nothing to the program when it is shown, whatever the program asked before", async () => {
    const queries = String.raw`\e[c\e[>c\e[6n\e[5n\e[?6n\e]10;?\a\e]11;?\a\e[?2026$p\eP$qm\e\\\e[?1004h\e[18t`;
    await started(
      `stty raw -echo; printf '${queries}ready'; sleep 0.3; timeout --foreground 0.1 cat >/dev/null; echo " listening"; head -c 1 | od -An -tx1; echo " done"`,
    );
    for (let round = 0; round < 3; round += 1) {
      const viewer = test.view();
      await viewer.sees("listening");
      viewer.send({ kind: "history" });
      await viewer.until((one) =>
        one.frames.some((frame) => frame.kind === "snapshot" && frame.header.kind === "history"),
      );
      viewer.close();
    }
    const viewer = test.view();
    await viewer.sees("listening");
    viewer.type("A");
    await viewer.sees("41");
  });

  it("answers device queries once, with several viewers or none", async () => {
    await started(
      `stty raw -echo; printf 'ready'; read -r -n 1 _; printf '\\e[6n'; IFS= read -r -d R answer; printf '%s' "$answer" | od -An -c; read -t 0.3 -n 1 more; echo " extra:[$more]"; sleep 5`,
    );
    const viewers = [test.view(), test.view()];
    await Promise.all(viewers.map((viewer) => viewer.sees("ready")));
    viewers[0]?.type("x");
    await viewers[1]?.sees("extra:[]");
    expect(viewers[1]?.text).toContain("033   [   1   ;   6");
  });

  it("survives a paste of a megabyte, and gives the program every byte of it", async () => {
    await started(`stty raw -echo; echo ready; head -c 1048576 | sha256sum; sleep 5`);
    const viewer = test.view();
    await viewer.sees("ready");
    const paste = Buffer.from("0123456789abcdef".repeat(65_536));
    for (let at = 0; at < paste.byteLength; at += 65_536)
      viewer.send({ kind: "input", bytes: paste.subarray(at, at + 65_536) });
    await viewer.sees(createHash("sha256").update(paste).digest("hex"));
  });

  it("ends at the last size after fifty resizes", async () => {
    await started(`echo ready; read -r _; stty size; sleep 5`);
    const viewer = test.view();
    await viewer.sees("ready");
    for (let round = 1; round <= 50; round += 1)
      viewer.send({ kind: "resize", size: { columns: 80 + round, rows: 20 + (round % 7) } });
    await viewer.until((one) => one.terminal.cols === 130);
    viewer.type("\r");
    await viewer.sees("21 130");
    expect(viewer.terminal.rows).toBe(21);
  });

  it("keeps every byte of a flood, and gives a viewer that follows bytes all of them", async () => {
    await started(`read -r _; seq 1 400000; echo the end; sleep 5`);
    const viewer = test.view({ size: { columns: 80, rows: 24 }, from: 0, follow: "bytes" });
    viewer.type("\r");
    await viewer.sees("the end");
    const raw = await rawOutput();
    const expected = Array.from({ length: 400_000 }, (_, index) => `${index + 1}\r\n`).join("");
    expect(raw.includes(expected)).toBe(true);
    expect(viewer.bytes).toBeGreaterThanOrEqual(Buffer.byteLength(expected));
    expect(viewer.frames.some((frame) => frame.kind === "snapshot")).toBe(false);
  });

  it("sends a viewer that hangs the screen as it is, and not what it missed", async () => {
    await started(`read -r _; seq 1 300000; echo the end; sleep 5`);
    const hanging = test.view();
    const watching = test.view();
    await hanging.until((viewer) => viewer.frames.length > 0);
    hanging.acknowledges = false;
    watching.type("\r");
    await watching.sees("the end");
    expect(hanging.bytes).toBeLessThan(1_000_000);
    hanging.acknowledges = true;
    hanging.send({ kind: "acknowledge", offset: hanging.offset });
    await hanging.sees("the end");
    expect(hanging.bytes).toBeLessThan(1_500_000);
    expect(stateOf(hanging.terminal, 0)).toEqual(stateOf(watching.terminal, 0));
  });

  it("gives back at least ten thousand lines, exactly as they were", async () => {
    await started(
      `for i in $(seq 1 15000); do printf '\\e[3%dm line %d \\e[0m\\n' $((i % 8)) $i; done; echo the end; sleep 5`,
    );
    const watching = test.view({ size: { columns: 80, rows: 24 }, from: 0, follow: "bytes" });
    await watching.sees("the end");
    const late = test.view();
    await late.sees("the end");
    late.send({ kind: "history" });
    await late.until((viewer) =>
      viewer.frames.some((frame) => frame.kind === "snapshot" && frame.header.kind === "history"),
    );
    const rows = 10_000;
    expect(late.terminal.buffer.normal.baseY).toBeGreaterThanOrEqual(rows);
    expect(stateOf(late.terminal, rows)).toEqual(stateOf(watching.terminal, rows));
  });

  it("shows the same screen to a viewer that comes at any moment of output cut at any byte", async () => {
    const random = seededRandom(4);
    const pieces = [
      "é",
      "世界",
      "👍🏽",
      "\x1b[31mred\x1b[0m",
      "\x1b]0;title\x07",
      "\x1b[2;5H",
      "\x1bE",
      "…—”",
      "plain ",
      "\x1b[K",
      "\x1b[1;7mbold\x1b[m",
    ];
    const output = Buffer.from(
      Array.from({ length: 120 }, () => pieces[random.below(pieces.length)]).join(""),
    );
    test = await TestHost.create("");
    const file = join(test.folder, "output");
    await writeFile(file, output);
    const writer = `const fs=require("node:fs");const all=fs.readFileSync(process.argv[1]);process.stdin.setRawMode(true);fs.writeSync(1,"!");let at=0;process.stdin.on("data",(keys)=>{for(const _ of keys)if(at<all.length)fs.writeSync(1,all.subarray(at,++at))})`;
    const config = {
      version: 1,
      agents: { qa: { program: { command: process.execPath, args: ["-e", writer, file] } } },
    };
    await writeFile(join(test.project, "quorum.json"), JSON.stringify(config));
    await test.host.close();
    await test.boot();
    await test.host.openProject(test.project);
    await test.host.hub.start(QA);
    const constant = test.view();
    await constant.sees("!");
    for (let at = 2; at <= output.byteLength; at += 1) {
      constant.type(" ");
      await constant.until((viewer) => viewer.offset >= at);
      const late = test.view();
      await late.until((viewer) => viewer.offset >= at);
      expect(stateOf(late.terminal), `cut at ${at}`).toEqual(stateOf(constant.terminal));
      late.close();
    }
  });

  it("leaves its files alone once its program is over, whoever still leaves", async () => {
    await started(`echo ready; sleep 5`);
    const viewers = [
      test.view({ size: { columns: 100, rows: 40 } }),
      test.view({ size: { columns: 90, rows: 30 } }),
    ];
    await Promise.all(viewers.map((viewer) => viewer.sees("ready")));
    const sizes = join(await outputFolder(), "sizes");
    const before = await readFile(sizes, "utf8");
    await test.host.hub.stop(QA, "after-turn");
    await test.becomes("stopped");
    await hostIsGone();
    expect(await readFile(sizes, "utf8")).toBe(before);
  });

  it("cuts off a viewer whose frames are not of the protocol, and nobody else", async () => {
    await started(`echo ready; sleep 5`);
    const good = test.view();
    const bad = test.view();
    await Promise.all([good.sees("ready"), bad.sees("ready")]);
    bad.sendRaw(Uint8Array.of(99, 1, 2, 3));
    await bad.until((viewer) => viewer.isClosed);
    expect(good.isClosed).toBe(false);
    expect(test.agent().state.kind).toBe("running");
  });
});
