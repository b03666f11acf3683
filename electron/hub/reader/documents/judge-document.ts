import type { DocumentView } from "../../../../shared/contract/qms.ts";
import type { DocumentPage, JudgedAction } from "../../../../shared/contract/qms-document.ts";
import { needsOf } from "../../../../shared/qms/action-form.ts";
import { explain } from "../../../../shared/qms/explain.ts";
import { ADMINISTRATORS, isUserName } from "../../../../shared/qms/group.ts";
import { DOCUMENT_ACTIONS, judge, type DocumentAction, type Verdict } from "../../../../shared/qms/judge.ts";
import { isDocumentId } from "../../../../shared/qms/document-id.ts";
import { Documents } from "../../qms/project/documents.ts";
import { Users } from "../../qms/project/users.ts";
import { Refusal } from "../../qms/refusal.ts";
import { nodeFileSystem } from "../../qms/store/disk/file-system.ts";
import { ProjectDisk } from "../../qms/store/disk/project-disk.ts";
import { shownLine } from "../shown-line.ts";

type Judgement = Pick<DocumentPage, "actions" | "noActions" | "assignable">;

/** What a user can do with a document now, by the rules and the files that the engine goes by. */
export function judgeDocument(root: string, { id, children }: DocumentView, user: string): Judgement {
  try {
    return judged(root, id, children.length > 0, user);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { actions: [], assignable: [], noActions: shownLine(error.message, 1000) };
  }
}

function judged(root: string, id: string, hasChildren: boolean, name: string): Judgement {
  const disk = new ProjectDisk(root, nodeFileSystem);
  const [documents, users] = [new Documents(disk), new Users(disk)];
  const assignable = usersIn(users);
  const document = isDocumentId(id) ? documents.find(id) : undefined;
  if (document === undefined)
    return { actions: [], assignable, noActions: "It lies where the procedure does not know it." };
  const user = isUserName(name) ? users.groupOf(name) : undefined;
  if (user === undefined)
    return { actions: [], assignable, noActions: `${shownLine(name, 64)} is no user of this project.` };
  const surroundings = { groupOf: (one: string) => users.groupOf(one), hasChildren };
  const actions = DOCUMENT_ACTIONS.map((action) =>
    shown(action, judge(action, { name, group: user }, document, surroundings)),
  );
  return { actions, assignable };
}

function shown(action: DocumentAction, verdict: Verdict): JudgedAction {
  const needs = [...needsOf(action)];
  if (verdict.kind === "allowed") return { action, verdict: { kind: "allowed", to: verdict.to }, needs };
  const why = shownLine(explain(action, verdict.reason), 1000);
  return { action, verdict: { kind: "refused", reason: verdict.reason.kind, why }, needs };
}

function usersIn(users: Users): DocumentPage["assignable"] {
  const defined = users.defined.filter(({ group }) => group !== "unknown");
  return [...ADMINISTRATORS.map((name) => ({ name, group: "administrator" })), ...defined]
    .slice(0, 500)
    .map(({ name, group }) => ({ user: name, group }));
}
