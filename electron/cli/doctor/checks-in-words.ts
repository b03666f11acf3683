import { assertNever } from "../../../shared/base/assert-never.ts";
import type { Check, CheckMend, Checks } from "../../../shared/contract/checks.ts";
import { plainText } from "../plain-text.ts";

const SIGNS = { ok: "ok", note: "note", problem: "PROBLEM" } as const;
const COLOURS = { ok: "32", note: "33", problem: "31" } as const;
const SIGN_WIDTH = 9;

/** Each check as a line of its own, with what mends it below. */
export function checksInWords(
  { project, checks }: Checks,
  { isStyled }: { readonly isStyled: boolean },
): string {
  const indent = " ".repeat(SIGN_WIDTH);
  return [
    project === undefined ? "No project here: only this machine was looked at." : plainText(project),
    "",
    ...checks.flatMap((check) => [
      `${sign(check, isStyled)}${check.title}: ${plainText(check.sentence)}`,
      ...(check.mend === undefined || check.state === "ok"
        ? []
        : [
            `${indent}${`${check.state === "note" ? "If you need it" : "To mend it"}: ${mendInWords(check.mend, project)}`}`,
          ]),
    ]),
  ].join("\n");
}

function sign({ state }: Check, isStyled: boolean): string {
  const padded = SIGNS[state].padEnd(SIGN_WIDTH);
  return isStyled ? `\u001b[${COLOURS[state]}m${padded}\u001b[0m` : padded;
}

function mendInWords(mend: CheckMend, project: string | undefined): string {
  switch (mend.kind) {
    case "initialize":
      return `qms init --root ${plainText(project ?? ".")}`;
    case "ignore-rules":
      return "add the line, or let the window do it (Settings, Set-up).";
    case "choose-project":
      return "quorum doctor --project another-folder";
    case "command":
      return `${plainText(mend.command)}`;
    case "page":
      return `${mend.label}: ${mend.address}`;
    default:
      return assertNever(mend);
  }
}
