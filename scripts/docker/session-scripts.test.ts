import { execFile, execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";

const SCRIPTS = resolve(import.meta.dirname, "../../docker");

/** A `quorum` that notes what it was told. Its hub runs while the file `hub` is there; it knows the agents of the sample. */
const FAKE_QUORUM = `#!/usr/bin/env bash
echo "$@" >> "$PLACE/said"
case $1 in
  status)
    if [[ -f $PLACE/no-project ]]; then echo "There is no project here." >&2; exit 3; fi
    if [[ ! -f $PLACE/hub ]]; then echo "No hub is running for $PWD: start one." >&2; exit 3; fi
    ;;
  serve) touch "$PLACE/hub"; trap 'rm "$PLACE/hub"; exit 0' TERM HUP; while sleep 0.1; do :; done ;;
  launch) if [[ " $* " == *" nobody "* ]]; then echo "There is no agent called nobody." >&2; exit 1; fi ;;
  attach) if [[ -f $PLACE/stays ]]; then exec sleep 60; fi ;;
esac
`;

let place = "";
let environment: NodeJS.ProcessEnv = {};

beforeEach(async () => {
  place = await realpath(await mkdtemp(join(tmpdir(), "session-scripts-")));
  onTestFinished(() => rm(place, { recursive: true, force: true }));
  await mkdir(join(place, "bin"));
  await mkdir(join(place, "my project"));
  await writeFile(join(place, "bin/quorum"), FAKE_QUORUM, { mode: 0o755 });
  const { TMUX: _outer, ...rest } = process.env;
  const path = `${join(place, "bin")}${delimiter}${rest["PATH"] ?? ""}`;
  environment = { ...rest, PATH: path, PLACE: place, TMUX_TMPDIR: place };
});

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(script: string, ...values: readonly string[]): Promise<Outcome> {
  const options = { cwd: join(place, "my project"), env: environment };
  return new Promise((done) => {
    const child = execFile(join(SCRIPTS, script), values, options, (_error, stdout, stderr) =>
      done({ code: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

const said = async (): Promise<readonly string[]> =>
  (await readFile(join(place, "said"), "utf8"))
    .trimEnd()
    .split("\n")
    .filter((line) => line !== "status");
const hubRuns = (): Promise<void> => writeFile(join(place, "hub"), "");
const isHubUp = (): Promise<boolean> =>
  readFile(join(place, "hub")).then(
    () => true,
    () => false,
  );

describe.skipIf(process.platform === "win32")("claude-session.sh", () => {
  it("starts an agent and enters its terminal, claude where none is named", async () => {
    await hubRuns();
    expect(await run("claude-session.sh")).toMatchObject({ code: 0 });
    expect(await run("claude-session.sh", "qa")).toMatchObject({ code: 0 });
    expect(await said()).toEqual(["launch claude", "attach claude", "launch qa", "attach qa"]);
  });

  it("runs a hub as long as the terminal is open, where none runs", async () => {
    expect(await run("claude-session.sh", "qa")).toMatchObject({ code: 0, stdout: "" });
    expect(await said()).toEqual(["serve", "launch qa", "attach qa"]);
    expect(await isHubUp()).toBe(false);
  });

  it("starts no hub where there is no project", async () => {
    await writeFile(join(place, "no-project"), "");
    expect(await run("claude-session.sh")).toEqual({
      code: 3,
      stdout: "",
      stderr: "There is no project here.\n",
    });
    expect(await readFile(join(place, "said"), "utf8")).toBe("status\n");
  });

  it("ends with what went wrong, and enters nothing", async () => {
    await hubRuns();
    expect(await run("claude-session.sh", "nobody")).toMatchObject({
      code: 1,
      stderr: "There is no agent called nobody.\n",
    });
    expect(await said()).toEqual(["launch nobody"]);
    expect(await isHubUp()).toBe(true);
  });
});

describe.skipIf(process.platform === "win32" || !hasTmux())("multi-agent-session.sh", () => {
  const SESSION = "quorum-my-project";
  const tmux = (...values: readonly string[]): string =>
    execFileSync("tmux", values, { env: environment, encoding: "utf8" }).trimEnd();
  const windows = (): readonly string[] =>
    tmux("list-windows", "-t", SESSION, "-F", "#{window_name}").split("\n");

  beforeEach(async () => {
    await writeFile(join(place, "stays"), "");
    onTestFinished(() => void tmux("kill-server"));
  });

  it("opens a window for each agent", async () => {
    await hubRuns();
    const outcome = await run("multi-agent-session.sh", "tu_ui", "qa", "bu");
    expect(outcome).toEqual({ code: 0, stdout: `tmux attach -t ${SESSION}\n`, stderr: "" });
    expect(windows()).toEqual(["tu_ui", "qa", "bu"]);
    expect(tmux("display-message", "-p", "-t", SESSION, "#{window_name}")).toBe("tu_ui");
    const started = await expect.poll(said).toHaveLength(4).then(said);
    expect(started.toSorted()).toEqual(["attach bu", "attach qa", "attach tu_ui", "launch tu_ui qa bu"]);
  });

  it("opens only what is not open yet when it is run again", async () => {
    await hubRuns();
    await run("multi-agent-session.sh");
    expect(windows()).toEqual(["claude", "qa"]);
    await run("multi-agent-session.sh", "qa", "bu");
    expect(windows()).toEqual(["claude", "qa", "bu"]);
  });

  it("gives the hub a window of its own where none runs", async () => {
    expect(await run("multi-agent-session.sh")).toMatchObject({ code: 0 });
    expect(windows()).toEqual(["hub", "claude", "qa"]);
    expect(await isHubUp()).toBe(true);
  });
});

function hasTmux(): boolean {
  try {
    execFileSync("tmux", ["-V"]);
    return true;
  } catch {
    return false;
  }
}
