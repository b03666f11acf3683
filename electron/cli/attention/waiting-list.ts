import { assertNever } from "../../../shared/base/assert-never.ts";
import type { Attention } from "../../../shared/contract/attention.ts";
import { ageInWords } from "../age-in-words.ts";
import { plainText } from "../plain-text.ts";
import { textTable } from "../text-table.ts";
import { questionsInWords } from "./replies-in.ts";

const HEADINGS = ["WHO", "WAITS FOR", "SINCE", "WHAT"];
const MOST_CHARS = 200;

export interface WaitingListOptions {
  readonly now: number;
  readonly isStyled: boolean;
}

/** All that waits for a person, one a line, and under it how to answer what can be answered. */
export function waitingList(list: readonly Attention[], { now, isStyled }: WaitingListOptions): string {
  if (list.length === 0) return "Nothing waits for you.";
  const rows = list.map((one) => [
    whoWaits(one),
    waitsFor(one),
    ageInWords(now - one.since),
    cut(whatItIs(one)),
  ]);
  const answers = list.flatMap(waysToAnswer);
  return [
    ...textTable({ headings: HEADINGS, rows, isStyled }),
    ...(answers.length === 0 ? [] : ["", "To answer:", ...answers.map((line) => `  ${line}`)]),
  ].join("\n");
}

/** The commands that answer it: of what a question offers nothing, which a shell may read as more than words. */
function waysToAnswer(one: Attention): readonly string[] {
  if ((one.kind !== "permission" && one.kind !== "question") || one.ask === undefined) return [];
  const { agent, ask } = one;
  const said =
    one.kind === "permission"
      ? ["allow|deny"]
      : [(one.questions ?? []).map(() => "ANSWER").join(" "), "--decline"];
  return said.map((words) => `quorum answer ${agent} ${words} --ask ${plainText(ask)}`);
}

/** What an agent asks a permission for, with the tool and all of its input that there is. */
export function permissionInWords({ tool, input, text }: Extract<Attention, { kind: "permission" }>): string {
  if (tool === undefined) return plainText(text);
  return plainText(input === undefined ? `${tool}: ${text}` : `${tool}: ${input}`);
}

function whatItIs(one: Attention): string {
  if (one.kind === "permission") return permissionInWords(one);
  if (one.kind === "question" && one.questions !== undefined) return questionsInWords(one.questions);
  return plainText(one.kind === "undeliverable" ? `${one.item}: ${one.text}` : one.text);
}

function whoWaits(one: Attention): string {
  if (one.kind === "ledger") return "the record";
  return one.kind === "undeliverable" ? plainText(one.user) : one.agent;
}

function waitsFor({ kind }: Attention): string {
  switch (kind) {
    case "permission":
      return "a permission";
    case "question":
      return "an answer";
    case "login":
      return "a login";
    case "trust":
      return "trust in its folder";
    case "failure":
      return "help: it failed";
    case "tools":
      return "help: its tools are out of reach";
    case "exposed":
      return "its container to be made anew";
    case "undeliverable":
      return "an agent to read it";
    case "ledger":
      return "a look: it is broken";
    default:
      return assertNever(kind);
  }
}

function cut(text: string): string {
  return text.length <= MOST_CHARS ? text : `${text.slice(0, MOST_CHARS - 1)}…`;
}
