import { join } from "node:path";
import { ledgerFolder } from "../hub/ledger/ledger-folder.ts";
import { verifyLedger } from "../hub/ledger/verify-ledger.ts";
import { EXIT } from "./command-error.ts";
import { findProject } from "./find-project.ts";
import { ledgerReport } from "./ledger-report.ts";
import { say } from "./output.ts";

export interface LedgerVerifyOptions {
  readonly project?: string;
  readonly json?: boolean;
}

/** `quorum ledger verify`: whether the record of inbox items is whole, also while a hub is writing to it. */
export async function ledgerVerify({ project, json }: LedgerVerifyOptions): Promise<number> {
  const root = await findProject(project);
  const report = await verifyLedger(ledgerFolder(join(root, ".quorum")));
  if (json === true) say(JSON.stringify(report, undefined, 2));
  else ledgerReport(report).forEach(say);
  return report.breakCount === 0 ? 0 : EXIT.failed;
}
