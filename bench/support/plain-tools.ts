import { resolve } from "node:path";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { createJsonLog } from "../../electron/hub/log/json-log.ts";
import { deskServer } from "../../electron/hub/mcp/desk-server.ts";
import { qmsDesk } from "../../electron/hub/mcp/qms/qms-desk.ts";
import { QmsWorker } from "../../electron/hub/qms/worker/qms-worker.ts";
import { listedServer } from "../../shared/mcp/tool-plan.ts";

// `plain-tools.ts PROJECT USER`: the server of the QMS with nothing in between, over standard input and output.
const [root = "", user = ""] = process.argv.slice(2);
const log = createJsonLog((line) => void process.stderr.write(`${line}\n`), Date.now);
const qms = new QmsWorker({ root, program: resolve(import.meta.dirname, "../../out/workers/qms.js"), log });
const desk = qmsDesk(qms, { acts: () => undefined, seen: () => undefined });
let calls = 0;
serveStdio(() =>
  deskServer({
    desk,
    listed: listedServer(desk.plan),
    version: "1.0.0",
    callerOf: () => {
      calls += 1;
      return { user, door: "session", key: `plain-${process.pid}-${calls}` };
    },
    onFailed: (error) => log.error("a tool failed", { error }),
  }),
);
