import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { build } from "vite";
import { GUARD_CALL, HOOK_CALL } from "../../../shared/link/hook-calls.ts";
import { GUARD_VARIABLE } from "./guard/write-guard.ts";
import { reportOf } from "./report-of.ts";

const ROOT = resolve(import.meta.dirname, "../../..");
const isWindows = process.platform === "win32";

let bundle = "";
let folder = "";
let path = "";
let server: Server | undefined;

beforeAll(async () => {
  bundle = mkdtempSync(join(tmpdir(), "hook-bundle-"));
  const output = { format: "es", entryFileNames: "hook.mjs", codeSplitting: false } as const;
  await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: "error",
    ssr: { target: "node", noExternal: true },
    build: {
      ssr: join(import.meta.dirname, "main.ts"),
      outDir: bundle,
      emptyOutDir: false,
      target: "node24",
      rolldownOptions: { output },
    },
  });
});

afterAll(() => rmSync(bundle, { recursive: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hook-"));
  path = isWindows ? `\\\\.\\pipe\\${folder.replaceAll(/\W/g, "")}` : join(folder, "calls.sock");
});

afterEach(() => {
  server?.close();
  rmSync(folder, { recursive: true });
});

/** Listens as a session host does. */
async function host(onCall: (caller: Socket, call: { key: string; body: unknown }) => void): Promise<void> {
  server = createServer((caller) => {
    let said = "";
    caller.on("error", () => undefined);
    caller.setEncoding("utf8").on("data", (piece) => {
      said += String(piece);
      const [line, ...rest] = said.split("\n");
      if (rest.length === 0 || line === undefined) return;
      said = rest.join("\n");
      const call = JSON.parse(line);
      if (call.message === "call") onCall(caller, call);
    });
  }).listen(path);
  await once(server, "listening");
}

const WRITES_BELOW_QMS = { tool_name: "Write", tool_input: { file_path: "QMS/CR-001.md" } };

interface Ran {
  readonly code: unknown;
  readonly stdout: string;
}

async function run(
  args: readonly string[],
  input: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const child = spawn(process.execPath, [...args], {
    env: { PATH: process.env["PATH"], QUORUM_AGENTD: path, ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const closed = once(child, "close");
  const stdout = await text(child.stdout);
  const [code] = await closed;
  return { code, stdout };
}

function hook(event: string, input: object | string = {}): Promise<Ran> {
  return run([join(bundle, "hook.mjs"), event], typeof input === "string" ? input : JSON.stringify(input));
}

/** Takes the clock from a program: what waits for a time to pass waits for ever. */
const WITHOUT_CLOCK = "data:text/javascript,globalThis.setTimeout = () => undefined;";
/** What it is made of is loaded before each tool of a program: a start of Node's, and little more. */
const MAX_BUNDLE_BYTES = 24_000;
const LIGHT_MODULES = ["node:crypto", "node:fs", "node:net", "node:path"];

describe("a hook", () => {
  it("reports what happened, and does not wait", async () => {
    const bodies: unknown[] = [];
    await host((_caller, { body }) => bodies.push(body));
    const said = {
      session_id: "s",
      tool_name: "Bash",
      tool_input: { command: "ls" },
      tool_use_id: "u",
      other: 1,
    };
    expect(await hook("PreToolUse", said)).toMatchObject({ code: 0, stdout: "" });
    expect(bodies).toEqual([
      { event: "PreToolUse", conversation: "s", tool: "Bash", input: '{"command":"ls"}', use: "u" },
    ]);
  });

  it("tells the hub beside its report what the write guard kept from running", async () => {
    const calls: { readonly kind: string; readonly body: unknown }[] = [];
    server = createServer((caller) => {
      caller.on("data", (bytes) => {
        for (const line of String(bytes).trim().split("\n")) calls.push(JSON.parse(line));
      });
    }).listen(path);
    await once(server, "listening");
    const guarded = { [GUARD_VARIABLE]: folder };
    const input = JSON.stringify({ cwd: folder, ...WRITES_BELOW_QMS });
    const { code, stdout } = await run([join(bundle, "hook.mjs"), "PreToolUse"], input, guarded);
    expect(code).toBe(0);
    expect(stdout).toContain('"permissionDecision":"deny"');
    await expect.poll(() => calls.map(({ kind }) => kind)).toEqual([HOOK_CALL, GUARD_CALL]);
    expect(calls[1]?.body).toEqual({ tool: "Write", input: '{"file_path":"QMS/CR-001.md"}' });
  });

  it("prints what the end of a turn is refused with, and says that it has", async () => {
    const said: string[] = [];
    await host((caller, { key }) => {
      caller.on("data", (piece) => said.push(String(piece)));
      caller.write(`${JSON.stringify({ key, result: { kind: "wait" } })}\n`);
      // Longer than it waits for a sign of life.
      setTimeout(() => {
        caller.write(`${JSON.stringify({ key, result: { kind: "print", text: '{"decision":"block"}' } })}\n`);
      }, 200);
    });
    expect(await hook("Stop")).toMatchObject({ code: 0, stdout: '{"decision":"block"}' });
    expect(said.join("")).toContain('"message":"taken"');
  });

  it.skipIf(isWindows)(
    "prints what came in time, also where it was not let run in time to see it",
    async () => {
      const started = Promise.withResolvers<ChildProcess>();
      await host(async (caller, { key }) => {
        const hooked = await started.promise;
        hooked.kill("SIGSTOP");
        caller.write(`${JSON.stringify({ key, result: { kind: "print", text: "{}" } })}\n`);
        // Longer than it waits for a sign of life.
        setTimeout(() => hooked.kill("SIGCONT"), 200);
      });
      const child = spawn(process.execPath, [join(bundle, "hook.mjs"), "Stop"], {
        env: { QUORUM_AGENTD: path },
        stdio: ["pipe", "pipe", "inherit"],
      });
      started.resolve(child);
      child.stdin.end("{}");
      const closed = once(child, "close");
      expect(await text(child.stdout)).toBe("{}");
      await closed;
    },
  );

  it("prints nothing where nothing is wanted", async () => {
    await host((caller, { key }) => caller.write(`${JSON.stringify({ key, result: { kind: "done" } })}\n`));
    expect(await hook("Stop")).toMatchObject({ code: 0, stdout: "" });
  });

  it.each([
    { name: "no JSON", input: "hello" },
    { name: "nothing", input: "" },
    { name: "much too much", input: `{"prompt":"${"x".repeat(9_000_000)}"}` },
  ])("takes $name for an event of which no more is known", async ({ input }) => {
    const bodies: unknown[] = [];
    await host((_caller, { body }) => bodies.push(body));
    expect(await hook("UserPromptSubmit", input)).toMatchObject({ code: 0, stdout: "" });
    expect(bodies).toEqual([{ event: "UserPromptSubmit" }]);
  });

  it("ends at once and well when it is told to end while a person is asked", async () => {
    const asked = Promise.withResolvers<Socket>();
    await host((caller, { key }) => {
      caller.write(`${JSON.stringify({ key, result: { kind: "wait" } })}\n`);
      asked.resolve(caller);
    });
    const child = spawn(process.execPath, [join(bundle, "hook.mjs"), "PermissionRequest"], {
      env: { QUORUM_AGENTD: path },
      stdio: ["pipe", "pipe", "inherit"],
    });
    child.stdin.end("{}");
    const caller = await asked.promise;
    const left = once(caller, "close");
    child.kill("SIGTERM");
    const [code] = await once(child, "exit");
    if (!isWindows) expect(code).toBe(0);
    await left;
  });

  it("is small, and of Node's modules loads the light ones alone", () => {
    expect(readdirSync(bundle)).toEqual(["hook.mjs"]);
    const code = readFileSync(join(bundle, "hook.mjs"), "utf8");
    expect(code.length).toBeLessThan(MAX_BUNDLE_BYTES);
    const modules = [...code.matchAll(/^import\b[^"]*"([^"]+)"/gm)].map(([, name]) => name);
    expect(code).not.toMatch(/\b(?:import|require)\(/);
    expect(modules).not.toEqual([]);
    expect(LIGHT_MODULES).toEqual(expect.arrayContaining(modules));
  });

  it("waits for no clock when it only reports, nor when the session host is away", async () => {
    const withoutClock = (event: string): Promise<Ran> =>
      run(["--import", WITHOUT_CLOCK, join(bundle, "hook.mjs"), event], "{}");
    expect(await withoutClock("Stop")).toEqual({ code: 0, stdout: "" });
    await host(() => undefined);
    expect(await withoutClock("PreToolUse")).toEqual({ code: 0, stdout: "" });
  });

  it("ends by itself, and well, when the session host hangs", async () => {
    await host(() => undefined);
    expect(await hook("Stop")).toMatchObject({ code: 0, stdout: "" });
  });
});

it("cuts what is long, and leaves out what is not there", () => {
  const report = reportOf("PermissionRequest", JSON.stringify({ tool_input: { text: "x".repeat(100_000) } }));
  expect(report.input?.length).toBe(20_000);
  expect(Object.keys(report)).toEqual(["event", "input"]);
});
