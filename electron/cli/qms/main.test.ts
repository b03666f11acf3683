import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder = "";

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "qms-")));
});

afterEach(() => rmSync(folder, { recursive: true }));

interface Finished {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly user?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the command in a process of its own, outside of any session. */
async function qms(argv: readonly string[], { user, input, env = {} }: RunOptions = {}): Promise<Finished> {
  const { QUORUM_AGENTD: _session, QMS_USER: _user, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts"), ...argv], {
    cwd: folder,
    env: {
      ...inherited,
      XDG_CACHE_HOME: join(folder, "cache"),
      ...(user === undefined ? {} : { QMS_USER: user }),
      ...env,
    },
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const closed = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await closed;
  return { code, stdout, stderr };
}

function inboxOf(user: string): string[] {
  return readdirSync(join(folder, ".claude", "users", user, "inbox")).filter((name) => name.endsWith(".md"));
}

describe("outside of a project", () => {
  it("says that there is none", async () => {
    const { code, stdout, stderr } = await qms(["status", "CR-001"]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(/^Error: Cannot find project root: /);
  });

  // Other systems keep a folder that somebody is in.
  it.skipIf(process.platform === "win32")("is one line where the folder itself is gone", async () => {
    const main = join(import.meta.dirname, "main.ts");
    const gone = join(folder, "gone");
    mkdirSync(gone);
    const script = 'rmdir "$PWD" && exec "$0" "$1" status CR-001';
    const child = spawn("/bin/sh", ["-c", script, process.execPath, main], { cwd: gone, env: {} });
    const closed = once(child, "close");
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    expect({ code: (await closed)[0], stdout, lines: stderr.split("\n").length }).toEqual({
      code: 1,
      stdout: "",
      lines: 2,
    });
  });

  it("has help for whoever asks, and for whoever does not know what to ask", async () => {
    expect(await qms(["--help"])).toMatchObject({ code: 0, stderr: "" });
    expect(await qms([])).toMatchObject({ code: 1, stderr: "" });
    expect(await qms(["nonsense"])).toMatchObject({ code: 2, stdout: "" });
  });

  it("does not create a project twice, nor in a folder that is not there", async () => {
    expect(await qms(["init", "--root", "gone"])).toMatchObject({ code: 1, stderr: "" });
    expect(await qms(["init", "--yes"])).toMatchObject({ code: 0, stderr: "" });
    expect(existsSync(join(folder, "qms.config.json"))).toBe(true);
    const again = await qms(["init", "--yes"]);
    expect(again).toMatchObject({ code: 1, stderr: "" });
    expect(again.stdout).toContain("existing infrastructure detected");
  });
});

describe("in a project", () => {
  beforeEach(async () => {
    await qms(["init"]);
  });

  it("works from any folder of it", async () => {
    const { code, stdout } = await qms(["create", "CR", "--title", "T"], { user: "claude" });
    expect({ code, first: stdout.split("\n")[0] }).toEqual({
      code: 0,
      first: "Created: CR-001 (v0.1, DRAFT)",
    });
    mkdirSync(join(folder, "src"));
    const whole = folder;
    folder = join(whole, "src");
    const { stdout: status } = await qms(["status", "CR-001"]);
    folder = whole;
    expect(status).toContain("Status: DRAFT\n");
  });

  it("sends messages from a file and from the input", async () => {
    writeFileSync(join(folder, "note.md"), "From a file.\n");
    const argv = ["--user", "claude", "message", "qa", "-s", "Note", "-f"];
    expect(await qms([...argv, "note.md"])).toMatchObject({ code: 0, stderr: "" });
    expect(await qms([...argv, "-"], { input: "From the input." })).toMatchObject({ code: 0, stderr: "" });
    const { stdout } = await qms(["inbox"], { user: "qa" });
    expect(stdout).toContain("From a file.");
    expect(stdout).toContain("From the input.");
    expect(inboxOf("qa")).toHaveLength(2);
  });

  it("archives notifications that were read, and not those that nobody read", async () => {
    const inbox = join(folder, ".claude", "users", "claude", "inbox");
    writeFileSync(
      join(inbox, "notif-CR-001-approved-2026-02-04.md"),
      "---\ntype: notification\nevent: APPROVED\ndoc_id: CR-001\ntimestamp: 2026-02-04T15:45:00Z\n---\n\nDone.\n",
    );
    await qms(["inbox", "--peek"], { user: "claude" });
    expect(inboxOf("claude")).toHaveLength(1);
    expect(await unreadInbox()).toBe(0);
    expect(inboxOf("claude")).toHaveLength(1);
    const { stdout } = await qms(["inbox"], { user: "claude" });
    expect(stdout).toContain("[NOTIFICATION] CR-001: APPROVED");
    expect(inboxOf("claude")).toEqual([]);
  });
});

/** Shows the inbox to nobody: the reader is gone before the command writes. */
async function unreadInbox(): Promise<unknown> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts"), "-u", "claude", "inbox"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, QUORUM_AGENTD: "", XDG_CACHE_HOME: join(folder, "cache") },
  });
  child.stdout.destroy();
  const [code] = await once(child, "close");
  return code;
}
