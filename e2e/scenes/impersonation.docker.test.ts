import { join } from "node:path";
import { onTestFinished, expect, it } from "vitest";
import { createToken } from "../../electron/hub/api/access.ts";
import { createContractServer } from "../../electron/hub/api/contract-server.ts";
import { serveHttp } from "../../electron/hub/api/serve-http.ts";
import { UserTokens } from "../../electron/hub/config/user-tokens.ts";
import { ledgerFolder } from "../../electron/hub/ledger/ledger-folder.ts";
import { readCalls } from "../../electron/hub/ledger/read-calls.ts";
import { CALL_SOCKET } from "../../electron/hub/runtimes/docker/containers/container-layout.ts";
import { projectId } from "../../electron/hub/runtimes/docker/containers/labels.ts";
import { ownContainers } from "../../electron/hub/runtimes/docker/containers/own-containers.ts";
import { runInside } from "../../electron/hub/runtimes/docker/run-inside.test-support.ts";
import { openContainerScene, PLACE, type ContainerScene } from "./container-scene.ts";
import { CLAUDE, QA } from "./scene.ts";

const SCENE_TIMEOUT_MS = 180_000;

/** What a container's programs find, and what one sets who would be somebody else. */
const FORGED = {
  QUORUM_AGENTD: CALL_SOCKET,
  QMS_USER: QA,
  QUORUM_USER: QA,
  QUORUM_AGENT: QA,
  USER: QA,
  LOGNAME: QA,
};

/** Says lines at a socket, and prints the first answer; nothing where none comes for a while. */
const SAY = `
const [path, ...lines] = process.argv.slice(1);
const socket = require("node:net").connect(path, () => socket.write(lines.map((line) => line + "\\n").join("")));
socket.on("error", ({ code }) => { console.log(code); process.exit(); });
socket.once("data", (bytes) => { console.log(String(bytes)); process.exit(); });
setTimeout(() => process.exit(), 20000);
`;

/** Speaks with a server of tools that it started itself, and prints the answer to the last of the requests. */
const SPEAK = `
const [command, args, ...requests] = process.argv.slice(1);
const child = require("node:child_process").spawn(command, JSON.parse(args), { stdio: ["pipe", "pipe", "inherit"] });
let said = "";
child.stdout.on("data", (bytes) => {
  said += bytes;
  const last = said.split("\\n").find((line) => line.includes('"id":' + requests.length));
  if (last !== undefined) { console.log(last); child.kill(); }
});
requests.forEach((request, at) => {
  const message = { jsonrpc: "2.0", id: at + 1, ...JSON.parse(request) };
  child.stdin.write(JSON.stringify(message) + "\\n");
});
`;

/** Asks for addresses with headers, and prints the status of each, or what became of the connection. */
const ASK = `
const http = require("node:http");
const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
const ask = ({ host, port, headers }) => new Promise((done) => {
  const all = { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers };
  const options = { host, port, path: "/mcp/qms", method: "POST", headers: all, timeout: 3000 };
  const request = http.request(options, (answer) => { answer.resume(); done(answer.statusCode); });
  request.on("timeout", () => request.destroy(Object.assign(new Error(), { code: "NOTHING" })));
  request.on("error", ({ code }) => done(code));
  request.end(body);
});
(async () => {
  const statuses = [];
  for (const attempt of JSON.parse(process.argv[1])) statuses.push(await ask(attempt));
  console.log(JSON.stringify(statuses));
})();
`;

/** Starts another session host, with a launch like the own one but for the agent that it names. */
const FORGE = `
const fs = require("node:fs");
const [own] = fs.readdirSync("/quorum/sessions").filter((name) => fs.existsSync("/quorum/sessions/" + name + "/launch.json"));
const launch = JSON.parse(fs.readFileSync("/quorum/sessions/" + own + "/launch.json", "utf8"));
const session = "20990101T000000000Z-abcdef";
const folder = "/tmp/forged/" + session;
fs.mkdirSync(folder, { recursive: true });
const socket = "/tmp/forged/link.sock";
const callSocket = "/tmp/forged/calls.sock";
const forged = { session, agent: process.argv[1], command: "sleep", args: ["1000"], program: "other", startsLinked: false };
fs.writeFileSync(folder + "/launch.json", JSON.stringify({ ...launch, ...forged, socket, callSocket }));
const args = ["/opt/quorum/agentd/agentd.js", "serve", folder];
require("node:child_process").spawn("node", args, { detached: true, stdio: "ignore" }).unref();
const until = Date.now() + 20000;
const look = () => {
  if (fs.existsSync(callSocket)) return console.log("up");
  if (Date.now() < until) setTimeout(look, 50);
};
look();
`;

type Run = (...command: readonly string[]) => Promise<string>;

/** Starts claude, and runs commands beside it in its container, in an environment that says it is another. */
async function insideClaude({ scene, engine }: ContainerScene): Promise<Run> {
  await scene.host.hub.start(CLAUDE);
  await scene.untilAgent(CLAUDE, ({ activity }) => activity?.kind === "idle");
  const { docker } = await engine.use();
  const [container] = await ownContainers(docker, projectId(scene.project));
  if (container === undefined) throw new Error("claude has no container");
  return async (...command) =>
    (await runInside(docker.getContainer(container.id), command, FORGED)).output.trim();
}

function toolCall(name: string, given: object): object {
  return { method: "tools/call", params: { name, arguments: given } };
}

const INITIALIZE = {
  method: "initialize",
  params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: QA, version: "1" } },
};

it(
  "whatever an agent says in its container, it is heard as itself: by its environment, another proxy, or the socket",
  async () => {
    const opened = await openContainerScene();
    const { scene } = opened;
    const run = await insideClaude(opened);
    const speak = (...requests: readonly object[]): Promise<string> =>
      run(
        ...["node", "-e", SPEAK, "node", JSON.stringify(["/opt/quorum/agentd/mcp.js", "qms", "--user", QA])],
        ...[INITIALIZE, ...requests].map((request) => JSON.stringify(request)),
      );
    let calls = 0;
    const say = (body: object, kind = "mcp"): Promise<string> => {
      const key = `0123456789abcdef-${(calls += 1)}`;
      const call = { message: "call", key, kind, body, user: QA, agent: QA, from: "lead" };
      return run("node", "-e", SAY, CALL_SOCKET, JSON.stringify(call));
    };
    const tool = (name: string, given: object): object => ({
      ...{ ask: "tool", server: "qms", name, arguments: given },
      ...{ user: QA, agent: QA, caller: { user: QA } },
    });

    // By its environment: what it makes is its own, and what it names is refused.
    expect(await run("qms", "create", "CR", "--title", "By environment")).toContain(
      "Responsible User: claude",
    );
    expect(await run("qms", "-u", QA, "inbox")).toContain("cannot act as 'qa'");
    expect(await run("qms", "--user", "lead", "inbox")).toContain("cannot act as 'lead'");
    // By another proxy, and by a tool's own parameter.
    expect(await speak(toolCall("qms_create", { doc_type: "CR", title: "By proxy" }))).toContain("CR-002");
    for (const user of [QA, "lead", "CLAUDE"])
      expect(await speak(toolCall("qms_checkin", { doc_id: "CR-002", user }))).toContain("IDENTITY MISMATCH");
    // At the socket itself.
    expect(await say(tool("qms_create", { doc_type: "CR", title: "By socket" }))).toContain("CR-003");
    expect(await say(tool("qms_checkin", { doc_id: "CR-003", user: QA }))).toContain("IDENTITY MISMATCH");
    expect(await say({ argv: ["--user", QA, "inbox"], user: QA }, "qms")).toContain("cannot act as 'qa'");
    for (const id of ["CR-001", "CR-002", "CR-003"])
      expect(await say(tool("qms_status", { doc_id: id }))).toContain("Responsible User: claude");

    const ledger = ledgerFolder(join(scene.project, ".quorum"));
    const recorded = (): ReturnType<typeof readCalls> => readCalls(ledger, { most: 100 });
    await expect
      .poll(async () => (await recorded()).filter(({ outcome }) => outcome === "mismatch").length)
      .toBe(4);
    expect(new Set((await recorded()).map(({ user, door }) => `${user} ${door}`))).toEqual(
      new Set(["claude session"]),
    );
  },
  SCENE_TIMEOUT_MS,
);

it(
  "another session host in a container is nobody's: what is said to it reaches no hub",
  async () => {
    const opened = await openContainerScene();
    const run = await insideClaude(opened);
    expect(await run("node", "-e", FORGE, QA)).toBe("up");
    const body = {
      ask: "tool",
      server: "qms",
      name: "qms_create",
      arguments: { doc_type: "CR", title: "Forged" },
    };
    const call = JSON.stringify({ message: "call", key: "0123456789abcdef", kind: "mcp", body });
    expect(await run("node", "-e", SAY, "/tmp/forged/calls.sock", call)).not.toContain("CR-001");
    expect(await run("qms", "status", "CR-001")).toContain("Error");
    expect(opened.scene.agent(QA).state.kind).toBe("stopped");
  },
  SCENE_TIMEOUT_MS,
);

it(
  "with the network open an agent does not reach the hub, and where something lets it through it needs a token",
  async () => {
    const opened = await openContainerScene({ network: "open" });
    const { scene, doors } = opened;
    const tokens = new UserTokens(join(scene.project, "..", "user"));
    const [hubToken, ofQa] = [createToken(), await tokens.make(scene.project, QA)];
    const elsewhere = await tokens.make(join(scene.project, "elsewhere"), CLAUDE);
    const http = await serveHttp(scene.host, {
      contract: createContractServer(scene.host),
      token: hubToken,
      userTokens: tokens,
      log: scene.host.log,
    });
    onTestFinished(() => http.close());
    // Such as a program that makes this machine's loopback the container's.
    await doors.open(http.port);
    const run = await insideClaude(opened);

    const places = `${PLACE} /quorum /claude-config /projects /home /tmp /run /etc`;
    for (const token of [hubToken, ofQa])
      expect(await run("sh", "-c", `grep -rls -e '${token}' ${places}`)).toBe("");

    const ask = async (...attempts: readonly object[]): Promise<unknown> =>
      JSON.parse(await run("node", "-e", ASK, JSON.stringify(attempts)));
    const { port } = http;
    const gateway = await run("sh", "-c", GATEWAY);
    expect(gateway).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    const away = { host: gateway, port, headers: { authorization: `Bearer ${ofQa}` } };
    expect(await ask(away)).toEqual([expect.stringMatching(/^[A-Z]+$/)]);

    const by = (headers: object): object => ({ host: "127.0.0.1", port, headers });
    const guesses = ["", "x", QA, "A".repeat(43), hubToken, elsewhere];
    expect(
      await ask(by({}), ...guesses.map((guess) => by({ authorization: `Bearer ${guess}`, "x-user": QA }))),
    ).toEqual(Array.from({ length: guesses.length + 1 }, () => 401));
    const authorization = `Bearer ${ofQa}`;
    expect(
      await ask(
        by({ authorization, host: `${gateway}:${port}` }),
        by({ authorization, host: "host.docker.internal" }),
        by({ authorization, origin: `http://${gateway}:${port}` }),
        by({ authorization, origin: "null" }),
      ),
    ).toEqual([403, 403, 403, 403]);
    // That the others were refused was not for want of a way.
    expect(await ask(by({ authorization }))).not.toEqual([401]);
  },
  SCENE_TIMEOUT_MS,
);

/** The machine as a container with a network finds it. */
const GATEWAY = `node -e '
const line = require("node:fs").readFileSync("/proc/net/route", "utf8").split("\\n").find((each) => each.split("\\t")[1] === "00000000");
console.log(line === undefined ? "none" : line.split("\\t")[2].match(/../g).reverse().map((part) => parseInt(part, 16)).join("."));
'`;
