import { join } from "node:path";
import { ledgerFolder } from "../hub/ledger/ledger-folder.ts";
import { readCalls, type RecordedToolCall } from "../hub/ledger/read-calls.ts";
import { ageInWords } from "./age-in-words.ts";
import { findProject } from "./find-project.ts";
import { isStyled, say } from "./output.ts";
import { plainText } from "./plain-text.ts";
import { textTable } from "./text-table.ts";

const HEADINGS = ["AGO", "USER", "TOOL", "OUTCOME", "MS", "ARGUMENTS"];
/** What stands in a line: all of it is in the JSON. */
const MOST_CHARS = 100;

export interface LedgerCallsOptions {
  readonly project?: string;
  readonly user?: string;
  readonly last: number;
  readonly json?: boolean;
}

/** `quorum ledger calls`: the latest calls of tools, also while a hub is writing them down. */
export async function ledgerCalls({ project, user, last, json }: LedgerCallsOptions): Promise<void> {
  const root = await findProject(project);
  const calls = await readCalls(ledgerFolder(join(root, ".quorum")), { most: last, user });
  if (json === true) return say(JSON.stringify(calls, undefined, 2));
  if (calls.length === 0) return say("No calls of tools are recorded.");
  const now = Date.now();
  const rows = calls.map((call) => rowOf(call, now));
  textTable({ headings: HEADINGS, rows, isStyled: isStyled(), numbers: ["MS"] }).forEach(say);
}

function rowOf(call: RecordedToolCall, now: number): readonly string[] {
  const { at, user, server, tool, outcome, ms, reason } = call;
  const what = reason === undefined ? call.arguments : `${call.arguments}: ${reason}`;
  return [
    ageInWords(now - at),
    plainText(user),
    plainText(`${server}/${tool}`),
    outcome,
    ms.toFixed(1),
    plainText(what).slice(0, MOST_CHARS),
  ];
}
