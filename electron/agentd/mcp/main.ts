#!/usr/bin/env node
import { CALLS_VARIABLE } from "../../../shared/link/agent-calls.ts";
import { TOOLS_LISTED } from "../../../shared/link/hook-calls.ts";
import { LISTED_SERVERS } from "./listed-servers.ts";
import { openServer } from "./open-server.ts";

// `mcp NAME [--resources]`: an agent's program starts this for each server, and speaks with it over standard input and
// output. Resources are for those that ask: Claude Code has the tools of a server that offers some too late for its first
// request, and does not look for tools again. It has a server of its own for them, `mcp documents`, which has no tools.
// What is not needed for the opening is loaded when there is more to do.
/** By then the program that waited for its tools has gone on. */
const LOAD_AFTER_MS = 3000;
/** The server that has only what there is to read of the QMS. */
const DOCUMENTS = "documents";
const READING = "The project's controlled documents and your inbox, to read and to be told of their changes.";
const { stdin, stdout, argv } = process;
const isDocuments = argv[2] === DOCUMENTS;
const wanted = isDocuments ? "qms" : argv[2];
const own = Object.entries(LISTED_SERVERS).find(([name]) => name === wanted);
if (own === undefined) {
  process.stderr.write(`usage: mcp ${[...Object.keys(LISTED_SERVERS), DOCUMENTS].join(" | ")}\n`);
  process.exit(2);
}
const [name, server] = own;
const listed = isDocuments
  ? { ...server, name: DOCUMENTS, instructions: READING, tools: [] }
  : { ...server, hasResources: server.hasResources && argv.includes("--resources") };
// Whoever calls waits less, and gets what belongs to this program also when a newer one was put in its place meanwhile.
const loaded = (): Promise<typeof import("./serve-calls.ts")> => import("./serve-calls.ts");
setTimeout(() => void loaded().catch(() => undefined), LOAD_AFTER_MS).unref();
const onListed = (): void => {
  const socket = process.env[CALLS_VARIABLE];
  if (isDocuments || socket === undefined || socket === "") return;
  void import("../hook/send-report.ts").then(({ sendReport }) =>
    sendReport(socket, { event: TOOLS_LISTED, tool: name }, () => Promise.resolve()),
  );
};
openServer({ input: stdin, output: stdout, listed, onListed }, async (answered) => {
  const { serveCalls } = await loaded();
  serveCalls({ name, listed, answered, input: stdin, output: stdout });
});
