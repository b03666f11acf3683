import { chmodSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AgentId } from "../../../../shared/contract/agents.ts";
import { SessionView, shellProgram } from "../runtime-conformance.test-support.ts";
import { DockerStage, QA, TU_UI } from "./docker-stage.test-support.ts";

const CLAUDE = AgentId.parse("claude");
/** Like Claude Code: it reads the definition, and has rules of its own. */
const CLAUDE_LIKE = { ...shellProgram("echo up; read end"), kind: "claude" } as const;

let stage: DockerStage;
const views: SessionView[] = [];

beforeAll(async () => {
  stage = new DockerStage(["qa", "tu_ui"]);
  stage.write(".claude/users/tu_ui/container/.credentials.json", "SECRET-TOKEN");
  stage.write(".claude/users/tu_ui/inbox/task-1.md", "SECRET-INBOX");
  stage.write(".claude/users/tu_ui/workspace/CR-001.md", "SECRET-WORKSPACE");
  stage.write(".claude/users/qa/inbox/task-2.md", "OWN-INBOX");
  stage.write(".quorum/kept.json", "SECRET-QUORUM");
  stage.write(".env", "SECRET-ENVIRONMENT");
  stage.write("deep/er/.env.local", "SECRET-ENVIRONMENT");
  stage.write("deep/er/.env.example", "EXAMPLE");
  // Given to the person that the agent is here: this test may run as another.
  chmodSync(join(stage.root, "deep"), 0o777);
  stage.write("secrets/key.pem", "SECRET-MASKED");
  stage.write("config/keys.json", "SECRET-MASKED");
  stage.write("vault/token", "SECRET-MASKED");
  symlinkSync("vault", join(stage.root, "linked"));
  stage.write("dist/.env", "SECRET-ENVIRONMENT");
  stage.write("QMS/CR/CR-001.md", "GOVERNED");
  stage.write(
    ".mcp.json",
    JSON.stringify({ mcpServers: { here: { url: "http://localhost:9/mcp" }, there: { command: "x" } } }),
  );
  stage.write(
    ".claude/settings.local.json",
    JSON.stringify({ permissions: { allow: ["Bash(ls)"], deny: ["Read(secrets/**)"] }, hooks: { Stop: [] } }),
  );
  Object.assign(stage.environment, { GIVEN: "SECRET-GIVEN", NOT_GIVEN: "SECRET-NOT-GIVEN" });
  stage.settings = {
    masks: ["secrets", "config/keys.json", "linked", "not/there"],
    tokens: ["GIVEN"],
    mounts: [{ kind: "project", path: "deep", at: "/deep", isWritable: true }],
  };
  for (const agent of [QA, TU_UI, CLAUDE]) {
    const view = new SessionView(await stage.runtime.start(agent, CLAUDE_LIKE));
    await view.untilShown("up");
    views.push(view);
  }
});

afterAll(async () => {
  for (const view of views) view.link.dispose();
  await stage.dispose();
});

const PLACE = "'/Projekt Größe- 8'";
const output = async (script: string, agent = QA): Promise<string> =>
  (await stage.run(agent, script)).output.trim();
const fails = async (script: string): Promise<void> => expect((await stage.run(QA, script)).code).not.toBe(0);

describe("from inside its container an agent", () => {
  it("finds nothing of what belongs to another agent, to Quorum, or is hidden", async () => {
    const found = await output(
      `cd ${PLACE} && grep -rls SECRET . /quorum /claude-config /projects /deep /home /tmp /run /etc`,
    );
    // The token that it was given stands where its session host reads it.
    expect(found.split("\n")).toEqual([expect.stringMatching(/^\/quorum\/sessions\/[^/]+\/launch\.json$/)]);
    expect(await output(`ls -A ${PLACE}/.claude/users`)).toBe("qa");
    expect(await output(`ls -A ${PLACE}/.claude/users/qa | sort | tr '\\n' ' '`)).toBe("inbox workspace");
    expect(await output(`ls -A ${PLACE}/.quorum ${PLACE}/secrets | tr -d '\\n'`)).not.toContain("key");
    expect(
      await output(
        `cat ${PLACE}/.env ${PLACE}/deep/er/.env.local /deep/er/.env.local ${PLACE}/config/keys.json`,
      ),
    ).toBe("");
    expect(await output(`cat ${PLACE}/deep/er/.env.example`)).toBe("EXAMPLE");
  });

  it("cannot write the project, the QMS, its inbox, its launch, or what is laid over", async () => {
    for (const path of [
      "new",
      "CLAUDE.md",
      "QMS/CR/CR-001.md",
      ".env",
      ".claude/settings.local.json",
      ".claude/agents/qa.md",
      ".claude/users/qa/inbox/new",
      ".claude/users/tu_ui",
      ".quorum/new",
      "secrets/new",
    ])
      await fails(`echo x > ${PLACE}/${path}`);
    await fails("echo x > /quorum/sessions/*/launch.json");
    await fails("rm -f /quorum/sessions/*/launch.json");
    await fails("mkdir /quorum/sessions/20990101T000000000Z-abcdef");
    await fails("echo x > /etc/claude-code/managed-settings.json");
    await fails("echo x > /usr/bin/x");
    expect(readFileSync(join(stage.root, "QMS/CR/CR-001.md"), "utf8")).toBe("GOVERNED");
  });

  it("reads its inbox, and writes where it may", async () => {
    expect(await output(`cat ${PLACE}/.claude/users/qa/inbox/task-2.md`)).toBe("OWN-INBOX");
    for (const path of [
      `${PLACE}/.claude/users/qa/workspace/own`,
      `${PLACE}/.claude/sessions/note`,
      "/claude-config/own",
      "/projects/own",
      "/tmp/own",
      "~/own",
      "/deep/own",
    ])
      expect(await stage.run(QA, `echo written > ${path} && cat ${path}`)).toMatchObject({
        code: 0,
        output: "written\n",
      });
    for (const path of [
      ".claude/users/qa/workspace/own",
      ".claude/sessions/note",
      ".claude/users/qa/container/own",
      ".quorum/projects/qa/own",
    ])
      expect(readFileSync(join(stage.root, path), "utf8")).toBe("written\n");
    expect(existsSync(join(stage.root, ".claude/users/tu_ui/container/own"))).toBe(false);
  });

  it("can edit what is laid into its workspace while it runs", async () => {
    const file = `${PLACE}/.claude/users/qa/workspace/CR-002.md`;
    stage.write(".claude/users/qa/workspace/CR-002.md", "checked out");
    // It is given to the agent a moment later.
    expect(
      await stage.run(
        QA,
        `for i in 1 2 3 4 5 6 7 8 9; do echo edited > ${file} && exit 0; sleep 0.1; done; exit 1`,
      ),
    ).toMatchObject({ code: 0 });
    expect(readFileSync(join(stage.root, ".claude/users/qa/workspace/CR-002.md"), "utf8")).toBe("edited\n");
  });

  it("reads its own definition as the project's instructions, but for the first", async () => {
    expect(await output(`cat ${PLACE}/CLAUDE.md`)).toBe("Definition of qa.");
    expect(await output(`cat ${PLACE}/CLAUDE.md`, CLAUDE)).toBe("Instructions of the project.");
  });

  it("has the project's own rules, those that protect the QMS, and no servers of another machine", async () => {
    const settings: unknown = JSON.parse(await output(`cat ${PLACE}/.claude/settings.local.json`));
    expect(settings).toEqual({
      permissions: {
        allow: ["Bash(ls)"],
        deny: ["Read(secrets/**)", "Edit(/QMS/**)", "Write(/QMS/**)", "Edit(QMS/**)", "Write(QMS/**)"],
      },
    });
    expect(JSON.parse(await output(`cat ${PLACE}/.mcp.json`))).toEqual({
      mcpServers: { there: { command: "x" } },
    });
    expect(await output("cat /etc/claude-code/managed-settings.json")).toContain("QMS/**");
  });

  it("is nobody, and can become nobody else", async () => {
    expect(await output("id -u")).not.toBe("0");
    const status = await output("cat /proc/self/status");
    expect(status).toMatch(/CapEff:\s+0+$/m);
    expect(status).toMatch(/CapBnd:\s+0+$/m);
    expect(status).toMatch(/NoNewPrivs:\s+1$/m);
    expect(status).toMatch(/Seccomp:\s+2$/m);
  });

  it("finds no engine, no other agent's socket, and no network", async () => {
    expect(
      await output("find / -xdev -type s 2>/dev/null; find /run /tmp /var -type s 2>/dev/null | sort"),
    ).toBe("/run/quorum/calls.sock\n/run/quorum/link.sock");
    expect(await output("ls /var/run/docker.sock /run/docker.sock 2>&1 >/dev/null | wc -l")).toBe("2");
    expect(await output("ls /sys/class/net")).toBe("lo");
    // Processes of others, this machine's among them, are not there to be looked at.
    expect(await output("cat /proc/[0-9]*/cmdline | tr '\\0' ' ' | grep -c [d]ockerd")).toBe("0");
  });

  it("is held to its limits, and its secrets do not show in the engine", async () => {
    const container = await stage.containerOf(QA);
    const { HostConfig, Config } = await container.inspect();
    expect(HostConfig).toMatchObject({
      CapDrop: ["ALL"],
      SecurityOpt: ["no-new-privileges"],
      ReadonlyRootfs: true,
      Privileged: false,
      PidsLimit: 256,
      Memory: 1024 ** 3,
      MemorySwap: 1024 ** 3,
      NetworkMode: "none",
      NanoCpus: Math.min(2, (await stage.engine.use()).processors) * 1e9,
    });
    expect(JSON.stringify({ HostConfig, Config })).not.toContain("SECRET");
    // A fork that is one too many fails, and nothing else does.
    const { output: forks } = await stage.run(
      QA,
      "i=0; while [ $i -lt 400 ]; do sleep 3 & i=$((i+1)); done 2>&1 | tail -1; kill $(jobs -p) 2>/dev/null",
    );
    expect(forks).toMatch(/fork|resource/i);
  });
});

/** As editors and git write: another file takes the place. */
function replace(path: string, text: string): void {
  stage.write(`${path}.new`, text);
  renameSync(join(stage.root, `${path}.new`), join(stage.root, path));
}

function told(isWanted: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isWanted()) return;
      subscription.dispose();
      resolve();
    };
    const subscription = stage.exposures.onChanged(look);
    look();
  });
}
const exposureOf = (agent: AgentId) => stage.exposures.exposures.find((one) => one.agent === agent);

describe("when something is replaced that its container covers", () => {
  it("an agent reads the project's own instructions, which is told, and goes on", async () => {
    replace("CLAUDE.md", "Others.");
    await told(() => exposureOf(QA) !== undefined);
    expect(exposureOf(QA)).toMatchObject({ secrets: [], overlaid: ["CLAUDE.md"], isHeld: false });
    // The first agent reads these in any case.
    expect(exposureOf(CLAUDE)).toBeUndefined();
    expect(await output(`cat ${PLACE}/CLAUDE.md`)).toBe("Others.");
  });

  it("a secret holds it still, until its container is made anew and hides that too", async () => {
    replace(".env", "SECRET-REPLACED");
    await told(() => exposureOf(QA)?.isHeld === true && exposureOf(CLAUDE)?.isHeld === true);
    expect(exposureOf(QA)).toMatchObject({ secrets: [".env"], overlaid: ["CLAUDE.md"] });
    expect(await stage.inspect(QA)).toMatchObject({ isRunning: true, isPaused: true });
    expect(await stage.inspect(CLAUDE)).toMatchObject({ isPaused: true });
    await stage.runtime.kill(QA);
    expect(exposureOf(QA)).toBeUndefined();
    const view = new SessionView(await stage.runtime.start(QA, CLAUDE_LIKE));
    views.push(view);
    await view.untilShown("up");
    expect(await output(`cat ${PLACE}/.env`)).toBe("");
    expect(await output(`cat ${PLACE}/CLAUDE.md`)).toBe("Definition of qa.");
    expect(exposureOf(QA)).toBeUndefined();
  });

  it("one that comes later holds it still as well, and a later hub knows of it", async () => {
    stage.write("config/.env", "SECRET-LATER");
    await told(() => exposureOf(QA)?.isHeld === true);
    expect(exposureOf(QA)).toMatchObject({ secrets: ["config/.env"] });
    const id = (await stage.inspect(QA))?.id ?? "";
    stage.exposures.forget(id);
    expect(await stage.open().find(QA)).toEqual({ kind: "unreachable" });
    await told(() => exposureOf(QA) !== undefined);
    expect(stage.exposures.of(id).exposure).toMatchObject({ secrets: ["config/.env"], isHeld: true });
    rmSync(join(stage.root, "config/.env"));
  });
});
