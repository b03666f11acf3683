import type { DocumentView } from "../../../../shared/contract/qms.ts";
import { mustAct, type MustAct } from "../../../../shared/qms/must-act.ts";
import { perGroup } from "../../../ui/grouped-map.ts";

/** A document with what a table says of it. */
export interface DocumentRow {
  readonly document: DocumentView;
  readonly turn: MustAct;
  /** Who has been heard of how many that were asked; nothing where nobody was. */
  readonly heard: { readonly done: number; readonly all: number } | undefined;
  /** How much is behind it, from 0 to 1: execution items where it has them, else its steps. */
  readonly progress: number;
  /** Since when it stands as it does, as well as that is known. */
  readonly since: number;
  /** What it is found by, in small letters. */
  readonly words: string;
}

const rows = new WeakMap<DocumentView, DocumentRow>();

/** The row of a document: made once for as long as the document stays as it is. */
export function rowOf(document: DocumentView): DocumentRow {
  const known = rows.get(document);
  if (known !== undefined) return known;
  const row = makeRow(document);
  rows.set(document, row);
  return row;
}

/** The rows of all documents in groups: a group is the same list for as long as none of its documents changes. */
export const rowGroupsOf = perGroup((group: ReadonlyMap<string, DocumentView>): readonly DocumentRow[] =>
  [...group.values()].map(rowOf),
);

function makeRow(document: DocumentView): DocumentRow {
  const { id, title, type, owner, status, pending, round, items, progress, since, changedAt } = document;
  const turn: MustAct =
    status === undefined
      ? { users: [], what: "nobody" }
      : mustAct({ status, pending, owner }, document.hasDraft);
  return {
    document,
    turn,
    heard: round && { done: Object.keys(round.answers).length, all: round.assigned.length },
    progress:
      items !== undefined && items.total > 0 && status === "IN_EXECUTION"
        ? items.done / items.total
        : progress.step / Math.max(progress.steps, 1),
    since: since ?? changedAt,
    words: `${id} ${title} ${type} ${owner ?? ""} ${pending.join(" ")}`.toLowerCase(),
  };
}

/** Whose turn it is, in a few words. */
export function turnText({ users, what }: MustAct): string {
  switch (what) {
    case "nobody":
      return "";
    case "assign":
      return "nobody is asked";
    case "checkout":
      return "nobody has it";
    case "owner":
    case "review":
    case "approval":
      return users.join(", ");
  }
}
