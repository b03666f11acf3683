import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";

const MAIN = join(import.meta.dirname, "main.ts");

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
