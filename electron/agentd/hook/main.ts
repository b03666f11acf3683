#!/usr/bin/env node
import { GUARD_VARIABLE, guardAnswer } from "./guard/write-guard.ts";
import { reportOf } from "./report-of.ts";
import { sendReport } from "./send-report.ts";
import { readInput } from "./read-input.ts";

// `hook EVENT`: a program's hook runs this, with the event as JSON on standard input. Whatever happens, the program is not
// disturbed: it ends with 0, and soon.
process.on("uncaughtException", () => process.exit(0));
process.on("SIGTERM", () => process.exit(0));

const event = process.argv[2] ?? "";
const socket = process.env["QUORUM_AGENTD"] ?? "";
const guarded = event === "PreToolUse" ? (process.env[GUARD_VARIABLE] ?? "") : "";
const print = (text: string): Promise<void> =>
  new Promise((done) => process.stdout.write(text, () => done()));
if (socket !== "" || guarded !== "") {
  const input = await readInput(process.stdin);
  const answer = guarded === "" ? undefined : guardAnswer(input, guarded);
  if (answer !== undefined) await print(answer);
  if (socket !== "") {
    const report = reportOf(event, input);
    const kept = answer === undefined ? undefined : { tool: report.tool ?? "", input: report.input ?? "" };
    await sendReport(socket, report, print, kept);
  }
}
process.exit(0);
