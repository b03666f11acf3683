import type { DocumentPage, JudgedAction } from "../../../../shared/contract/qms-document.ts";
import { firstStatus } from "../../../../shared/qms/meta.ts";
import { DOCUMENT_PATH, EXECUTABLE_PATH, type Status } from "../../../../shared/qms/status.ts";
import {
  transitionsOf,
  type DocumentKind,
  type Transition,
  type Trigger,
} from "../../../../shared/qms/transition.ts";
import { statusText } from "../../../ui/status-words.ts";
import { actionWords, grouped } from "../actions/action-words.ts";

/** A way from one state to another, with all that takes a document along it. */
export interface Way {
  readonly from: Status;
  readonly to: Status;
  readonly triggers: readonly Trigger[];
  /** What they are called, in the same order. */
  readonly names: readonly string[];
}

/** The states that a document of a kind can be in, in their order, and the ways between them. */
export interface StateGraph {
  readonly states: readonly Status[];
  readonly ways: readonly Way[];
}

/** The states and ways of a kind of document; where other programs put one into another state, that one as well. */
export function stateGraph(kind: DocumentKind, standing: Status | undefined): StateGraph {
  const rows = transitionsOf(kind);
  const first = firstStatus(kind.isAttachment);
  const reached = reachedFrom(first, rows);
  const path = kind.isExecutable ? EXECUTABLE_PATH : DOCUMENT_PATH;
  const main = path.filter((status) => reached.has(status));
  const others = [...reached].filter((status) => !main.includes(status));
  const known = [...main, ...others];
  const states = standing === undefined || known.includes(standing) ? known : [...known, standing];
  return { states, ways: waysOf(rows.filter(({ from }) => reached.has(from))) };
}

function reachedFrom(first: Status, rows: readonly Transition[]): ReadonlySet<Status> {
  const reached = new Set([first]);
  // What is added while it is gone through is gone through as well.
  for (const status of reached) {
    for (const { from, to } of rows) if (from === status) reached.add(to);
  }
  return reached;
}

function waysOf(rows: readonly Transition[]): readonly Way[] {
  const ways = new Map<string, Way>();
  for (const row of rows) {
    const { from, to, trigger } = row;
    const known = ways.get(wayKey(row));
    ways.set(wayKey(row), {
      from,
      to,
      triggers: [...(known?.triggers ?? []), trigger],
      names: [...(known?.names ?? []), nameOf(row)],
    });
  }
  return [...ways.values()];
}

function nameOf({ trigger, only }: Transition): string {
  return only === "retiring" ? "Approve its retirement" : actionWords(trigger).title;
}

/** Tells a way from all others of its graph. */
export function wayKey({ from, to }: Pick<Way, "from" | "to">): string {
  return `${from} ${to}`;
}

/** What takes a document along a way: "Reject or take back". */
export function namesText({ names }: Way): string {
  return names
    .map((name, place) => (place === 0 ? name : `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`))
    .join(" or ");
}

/** A way as a sentence: "Reject or take back, from In approval to Reviewed". */
export function wayText(way: Way): string {
  const { from, to } = way;
  return `${namesText(way)}, from ${statusText(from)} to ${statusText(to)}`;
}

/** An action that can be taken now, and where it leads, at the latest when all others have answered as well. */
export interface Move {
  readonly action: JudgedAction;
  readonly to: Status;
}

/** What can be done now that leads to another state. */
export function movesNow(
  { status, actions }: Pick<DocumentPage, "status" | "actions">,
  { ways }: StateGraph,
): readonly Move[] {
  return grouped(actions).open.flatMap((action) => {
    const { verdict } = action;
    if (verdict.kind === "refused") return [];
    if (verdict.to !== status) return [{ action, to: verdict.to }];
    // An answer that is not the last one: where several ways begin with it, nothing here says which it will be.
    const [way, ...others] = ways.filter(
      ({ from, triggers }) => from === status && triggers.some((trigger) => trigger === action.action),
    );
    return way === undefined || others.length > 0 ? [] : [{ action, to: way.to }];
  });
}

/** Where a state is on the way of a document: `before` it was in it, and may come to it again. */
export type Standing = "passed" | "here" | "before" | "ahead";

/** How a document stands to each of the states; those that it was in are known by its history, where that is known. */
export function standings(
  states: readonly Status[],
  status: Status | undefined,
  wasIn: ReadonlySet<Status> | undefined,
): readonly Standing[] {
  const here = status === undefined ? -1 : states.indexOf(status);
  return states.map((state, place) => {
    if (place === here) return "here";
    const isBehind = place < here;
    if (wasIn === undefined) return isBehind ? "passed" : "ahead";
    if (!wasIn.has(state)) return "ahead";
    return isBehind ? "passed" : "before";
  });
}
