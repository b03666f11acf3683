import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect, createServer, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import { StandardStreams } from "../standard-streams.ts";
import { withOfferedStreams } from "./offered-streams.ts";
import { ANSWER, offerOf } from "./offer.ts";

const MAIN = join(import.meta.dirname, "main.ts");

interface Offered {
  readonly relay: ChildProcessWithoutNullStreams;
  readonly there: Duplex;
}

function attach(socket: string): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [MAIN, socket]);
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "attach-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A relay with both of its ends. */
async function attached(): Promise<{
  readonly relay: ChildProcessWithoutNullStreams;
  readonly there: Socket;
}> {
  const socket = join(folder(), "link.sock");
  const server = createServer();
  server.listen(socket);
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const connected = once(server, "connection");
  const relay = attach(socket);
  const [there] = (await connected) as [Socket];
  return { relay, there };
}

describe.skipIf(process.platform !== "linux")("a relay that offers its streams", () => {
  /** It stands between pipes, as in a container, or between what Node makes for it, which are none. */
  async function offering(isPiped: boolean): Promise<Offered> {
    const path = join(folder(), "link.sock");
    const server = createServer();
    server.listen(path);
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const accepted = new Promise<Duplex>((resolve) => {
      server.once("connection", (socket) => withOfferedStreams(socket, resolve));
    });
    const script = isPiped ? 'cat | "$0" "$@" | cat' : 'exec "$0" "$@"';
    const relay = spawn("sh", ["-c", script, process.execPath, MAIN, path, "offer"], { detached: true });
    onTestFinished(() => {
      // The whole pipeline, where it has not ended already.
      if (relay.exitCode === null && relay.pid !== undefined) process.kill(-relay.pid, "SIGKILL");
    });
    return { relay, there: await accepted };
  }

  it.each([
    ["pipes, which are taken", true, StandardStreams],
    ["no pipes, so that it copies", false, Socket],
  ])("carries both ways over %s, down to the last word, and leaves", async (_what, isPiped, kind) => {
    const { relay, there } = await offering(isPiped);
    expect(there).toBeInstanceOf(kind);
    relay.stdin.write("hello");
    expect(String((await once(there, "data"))[0])).toBe("hello");
    there.write("a".repeat(1_000_000));
    there.end("the last word");
    let said = "";
    for await (const bytes of relay.stdout) {
      said += String(bytes);
      if (said.endsWith(isPiped ? "word\0\0\0\0" : "word")) break;
    }
    expect(said.replace(/a+/, (those) => String(those.length))).toContain("1000000the last word");
    relay.stdin.end();
    // A pipeline notices only now that nobody reads any more.
    await once(relay, "exit");
  });

  it("closes when the input of the relay ends, and leaves", async () => {
    const { relay, there } = await offering(true);
    there.resume();
    const closed = once(there, "close");
    relay.stdin.end();
    await closed;
    expect(await once(relay, "close")).toEqual([0, null]);
  });

  it("closes when the relay is killed, although its pipes stay open", async () => {
    const { relay, there } = await offering(true);
    there.resume();
    const closed = once(there, "close");
    const task = `/proc/${String(relay.pid)}/task/${String(relay.pid)}/children`;
    for (const child of readFileSync(task, "utf8").trim().split(" ")) {
      if (readFileSync(`/proc/${child}/cmdline`, "utf8").includes(MAIN))
        process.kill(Number(child), "SIGKILL");
    }
    await closed;
  });

  it.each(["a process that is not there", "a process whose streams are no pipes"])(
    "is told to copy where it names %s",
    async (what) => {
      const path = join(folder(), "link.sock");
      const server = createServer((socket) =>
        withOfferedStreams(socket, (connection) => connection.resume()),
      );
      server.listen(path);
      await once(server, "listening");
      onTestFinished(() => void server.close());
      const relay = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"], { stdio: "ignore" });
      onTestFinished(() => void relay.kill("SIGKILL"));
      const client = connect(path);
      onTestFinished(() => void client.destroy());
      client.write(offerOf(what.endsWith("pipes") ? (relay.pid ?? 0) : 2_000_000_000));
      const [answer] = (await once(client, "data")) as [Buffer];
      expect([...answer]).toEqual([ANSWER.refused]);
    },
  );
});

describe.skipIf(process.platform === "win32")("the relay into a container", () => {
  it.each([
    ["the folder is missing", "/nowhere/at/all/link.sock"],
    ["the socket is missing", join(tmpdir(), "no-such-socket.sock")],
  ])("ends at once where %s, although its input stays open", async (_what, socket) => {
    const relay = attach(socket);
    const complaint = once(relay.stderr, "data");
    expect(await once(relay, "exit")).toEqual([1, null]);
    expect(String((await complaint)[0])).toContain("ENOENT");
  });

  it("passes on what is said on either side, down to the last word", async () => {
    const { relay, there } = await attached();
    relay.stdin.write("hello");
    expect(String((await once(there, "data"))[0])).toBe("hello");
    const said: Buffer[] = [];
    relay.stdout.on("data", (bytes: Buffer) => said.push(bytes));
    there.write("a".repeat(1_000_000));
    there.end("the last word");
    await once(relay, "close");
    expect(Buffer.concat(said).toString()).toBe(`${"a".repeat(1_000_000)}the last word`);
  });

  it("leaves when its input ends", async () => {
    const { relay, there } = await attached();
    there.resume();
    const closed = once(there, "close");
    relay.stdin.end();
    await closed;
    expect(await once(relay, "exit")).toEqual([0, null]);
  });
});
