import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { ownCalls } from "../../hub/own-calls.ts";
import { performForAgent } from "../../hub/qms/command/agent-command.ts";
import { FakeQms } from "../../hub/qms/command/fake-qms.test-support.ts";
import { initialize } from "../../hub/qms/setup/init.ts";
import { TestHost } from "../../hub/testing/test-host.test-support.ts";
import { callHub } from "./call-hub.ts";
import { seedFolder } from "./seed-folder.ts";
import { FakeAnswerer, TestSession } from "./session.test-support.ts";

let session: TestSession | undefined;

afterEach(async () => {
  await session?.dispose();
  session = undefined;
});

/** Says what it was asked. */
function echoing(): FakeAnswerer {
  return new FakeAnswerer(({ body }) => ({ exitCode: 0, stdout: `${JSON.stringify(body)}\n`, stderr: "" }));
}

describe("the command in an agent's session", () => {
  it("says what the hub answers, on its streams and with its exit code", async () => {
    const hub = new FakeAnswerer(() => ({ exitCode: 1, stdout: "out ✓\n", stderr: "Warning: err\n" }));
    session = await TestSession.start(hub);
    expect(await session.qms(["close", "CR-001"])).toEqual({
      code: 1,
      stdout: "out ✓\n",
      stderr: "Warning: err\n",
    });
    expect(hub.asked).toMatchObject([{ kind: "qms", body: { argv: ["close", "CR-001"] } }]);
    await hub.until(({ takenKeys }) => takenKeys.length === 1);
    expect(hub.takenKeys).toEqual([hub.asked[0]?.key]);
  });

  it("is found by the agent's program, which needs to know nothing of it", async () => {
    const hub = echoing();
    session = await TestSession.start(hub, `qms status CR-001 > said.txt; cat`);
    await hub.until(({ takenKeys }) => takenKeys.length === 1);
    expect(await readFile(join(session.folder, "said.txt"), "utf8")).toBe(`{"argv":["status","CR-001"]}\n`);
  });

  it("reads files here, and sends their text", async () => {
    const hub = echoing();
    session = await TestSession.start(hub);
    await writeFile(join(session.folder, "note.md"), "Grüße\n");
    const argv = ["message", "claude", "-s", "S", "-f"];
    expect((await session.qms([...argv, "note.md"])).stdout).toContain(`"file":"Grüße\\n"`);
    expect((await session.qms([...argv, "-"], "from the input")).stdout).toContain(`"file":"from the input"`);
    expect(await session.qms([...argv, "gone.md"])).toMatchObject({
      code: 1,
      stdout: "Error: Cannot read gone.md: there is no such file.\n",
    });
    expect(hub.asked).toHaveLength(2);
  });

  it("answers what needs no hub by itself", async () => {
    const hub = echoing();
    session = await TestSession.start(hub);
    expect(await session.qms(["status"])).toMatchObject({ code: 2, stdout: "" });
    expect(await session.qms(["--help"])).toMatchObject({ code: 0, stderr: "" });
    expect(hub.asked).toEqual([]);
  });

  it("acts as the session's agent, and as nobody else, whatever the environment or the arguments say", async () => {
    const qms = new FakeQms(() => ({ shown: ["notif-a.md"] }));
    const commands = ownCalls(
      {
        run: (agent, _key, command) => Promise.resolve(performForAgent(qms, agent, command)),
        archiveShown: (agent, names) => qms.archiveShown(agent, names),
      },
      { acts: () => undefined, seen: () => undefined },
    );
    session = await TestSession.start(commands);
    expect(await session.qms(["inbox"])).toMatchObject({ code: 0, stdout: "done\n" });
    const other = await session.qms(["--user", "claude", "inbox"]);
    expect(other).toMatchObject({ code: 1, stderr: "" });
    expect(other.stdout).toContain("it cannot act as 'claude'");
    expect(qms.asked.map(({ user }) => user)).toEqual(["qa"]);
    // The second command came behind the first one's last word.
    expect(qms.archived).toEqual([{ user: "qa", names: ["notif-a.md"] }]);
  });

  it("has nothing archived when nobody read what it said", async () => {
    const hub = echoing();
    session = await TestSession.start(hub);
    const answer = await callHub(await session.socket(), "qms", { argv: ["inbox"] });
    answer.leave();
    await session.qms(["inbox"]);
    expect(hub.takenKeys).toEqual([hub.asked[1]?.key]);
  });

  it("says why the hub could not answer", async () => {
    const hub = new FakeAnswerer(() => {
      throw new Error("a secret");
    });
    session = await TestSession.start(hub);
    expect(await session.qms(["inbox"])).toEqual({
      code: 1,
      stdout: "Error: The hub could not do this. Its log says why.\n",
      stderr: "",
    });
  });

  it("says so when the session is gone", async () => {
    session = await TestSession.start(echoing());
    const socket = await session.socket();
    await session.dispose();
    session = undefined;
    await expect(callHub(socket, "qms", {})).rejects.toThrow("cannot be reached");
  });
});

it("works on the project of the hub that opened it, engine and all", async () => {
  const script = `
    cd /
    qms message claude -s Hello "From the session." > "$OLDPWD/said.txt" 2>&1
    qms -u claude inbox >> "$OLDPWD/said.txt" 2>&1
    echo finished; cat`;
  const host = await TestHost.create(script);
  try {
    initialize({ folder: host.project, seed: seedFolder(), now: Date.now });
    await host.host.hub.start(host.agent().id);
    await host.view().sees("finished");
    const said = await readFile(join(host.project, "said.txt"), "utf8");
    expect(said).toMatch(
      /^Message sent: msg-qa-\S+\nTo: claude\nSubject: Hello\nError: This is the session of qa;/,
    );
    const inbox = await readdir(join(host.project, ".claude", "users", "claude", "inbox"));
    expect(inbox.filter((name) => name.startsWith("msg-qa-"))).toHaveLength(1);
  } finally {
    await host.dispose();
  }
});

describe("calls through a real session host", () => {
  it("run side by side, and a slow one holds up none", async () => {
    let release: (result: unknown) => void = () => undefined;
    const slow = new Promise((resolve) => {
      release = resolve;
    });
    const hub = new FakeAnswerer(({ body }) => (body === "slow" ? slow : body));
    session = await TestSession.start(hub);
    const socket = await session.socket();
    const first = callHub(socket, "test", "slow");
    const others = await Promise.all(Array.from({ length: 40 }, (_, at) => callHub(socket, "test", at)));
    expect(others.map(({ result }) => result)).toEqual([...Array(40).keys()]);
    release("at last");
    const { result, leave } = await first;
    expect(result).toBe("at last");
    leave();
    await Promise.all(others.map((answer) => answer.taken()));
    await hub.until(({ takenKeys }) => takenKeys.length === 40);
  });

  it("survive a hub that dies before it answers: the next one gets the same call, and answers it once", async () => {
    const dying = new FakeAnswerer(() => new Promise(() => undefined));
    session = await TestSession.start(dying);
    const socket = await session.socket();
    const answers = Array.from({ length: 5 }, (_, at) => callHub(socket, "test", at));
    await dying.until(({ asked }) => asked.length === 5);
    session.hubLeaves();
    const meanwhile = callHub(socket, "test", 5);
    const next = new FakeAnswerer(({ body }) => ({ answered: body }));
    await session.hubComes(next);
    const all = await Promise.all([...answers, meanwhile]);
    expect(all.map(({ result }) => result)).toEqual([0, 1, 2, 3, 4, 5].map((body) => ({ answered: body })));
    expect(next.asked.slice(0, 5).map(({ key }) => key)).toEqual(dying.asked.map(({ key }) => key));
    expect(next.asked).toHaveLength(6);
    for (const { leave } of all) leave();
  });

  it("may be large, and their answers as well", async () => {
    session = await TestSession.start(new FakeAnswerer(({ body }) => `${String(body)}`.repeat(10)));
    const { result, leave } = await callHub(await session.socket(), "test", "x".repeat(900_000));
    expect(String(result).length).toBe(9_000_000);
    leave();
    await expect(callHub(await session.socket(), "test", "x".repeat(4_300_000))).rejects.toThrow("too large");
  });

  it("are not waited for without end", async () => {
    session = await TestSession.start(new FakeAnswerer(() => new Promise(() => undefined)));
    await expect(callHub(await session.socket(), "test", 1, 50)).rejects.toThrow("has not answered");
  });
});
