#!/usr/bin/env node
import { reportOf } from "./report-of.ts";
import { sendReport } from "./send-report.ts";
import { readInput } from "./read-input.ts";

// `hook EVENT`: a program's hook runs this, with the event as JSON on standard input. Whatever happens, the program is not
// disturbed: it ends with 0, and soon.
process.on("uncaughtException", () => process.exit(0));
process.on("SIGTERM", () => process.exit(0));

const socket = process.env["QUORUM_AGENTD"];
if (socket !== undefined && socket !== "") {
  const report = reportOf(process.argv[2] ?? "", await readInput(process.stdin));
  await sendReport(socket, report, (text) => new Promise((done) => process.stdout.write(text, () => done())));
}
process.exit(0);
