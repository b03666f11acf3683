import { assertNever } from "../../../shared/base/assert-never.ts";
import type { QmsReport, QmsRequest } from "../../../shared/qms/request.ts";
import { listArchived, archiveNotifications, archiveOne, restoreOne, showItem } from "./items/archive.ts";
import { listInbox } from "./items/list-inbox.ts";
import { sendMessage, sentText, writeMessage, type MessageRequest } from "./items/message.ts";
import { archiveItem } from "./items/tasks.ts";
import { interact } from "./interactive/interact.ts";
import { Operation } from "./operation.ts";
import { approve } from "./operations/approve.ts";
import { assign } from "./operations/assign.ts";
import { cancel } from "./operations/cancel.ts";
import { checkin } from "./operations/checkin.ts";
import { checkout } from "./operations/checkout.ts";
import { close } from "./operations/close.ts";
import { create } from "./operations/create.ts";
import { fix } from "./operations/fix.ts";
import { reject } from "./operations/reject.ts";
import { release, revert } from "./operations/release.ts";
import { review } from "./operations/review.ts";
import { route } from "./operations/route.ts";
import { withdraw } from "./operations/withdraw.ts";
import { Documents } from "./project/documents.ts";
import { Users } from "./project/users.ts";
import { Refusal } from "./refusal.ts";
import { actions } from "./queries/actions.ts";
import { comments, history } from "./queries/history.ts";
import { read } from "./queries/read.ts";
import { status } from "./queries/status.ts";
import { types } from "./queries/types.ts";
import { workspace } from "./queries/workspace.ts";
import { addUser, listUsers } from "./setup/add-user.ts";
import { addNamespace, listNamespaces } from "./setup/namespaces.ts";
import { migrate, verifyMigration } from "./setup/migrate.ts";
import type { Store } from "./store/project-files.ts";

export interface QmsOptions {
  /** The project's root. */
  readonly root: string;
  readonly store: Store;
  readonly now: () => number;
  /** How an assignee calls the command, as their tasks say it. */
  readonly commandOf?: (assignee: string) => string;
}

/** The QMS of one project. */
export interface Qms {
  /** Carries out what a user asks, or throws a `Refusal` and changes nothing. */
  perform(user: string | undefined, request: QmsRequest): QmsReport;
  /**
   * The same QMS for a call that may come again when its answer was lost: what it changes is changed once, and the first
   * answer is told again.
   */
  forCall(key: string): Qms;
  /** Archives notifications that have reached their reader. */
  archiveShown(user: string, names: readonly string[]): void;
}

/** Requests that need no user: whoever can read the files may know. */
type OpenRequest = Extract<QmsRequest, { readonly kind: "status" | "read" }>;

export function openQms(options: QmsOptions): Qms {
  return qmsFor(options, undefined);
}

function qmsFor(options: QmsOptions, key: string | undefined): Qms {
  const { root, store, now } = options;
  const commandOf = options.commandOf ?? ((assignee: string) => defaultCommand(store, assignee));
  return {
    forCall: (ownKey) => qmsFor(options, ownKey),
    perform(user, request) {
      store.recover();
      if (isOpen(request)) return report(answerOpen(request));
      if (user === undefined) throw new Refusal("Error: --user argument is required.");
      if (isQuery(request)) return answer(user, request);
      if (request.kind === "message" && key === undefined) return sendAlone(user, request);
      if (isSetUp(request)) throw new Refusal("Error: This folder is a QMS project already.");
      return carryOut(user, request);
    },
    archiveShown(user, names) {
      if (names.length === 0) return;
      store.change((files) => {
        for (const name of names) archiveItem(files, user, name, now());
      });
    },
  };

  function answerOpen(request: OpenRequest): string {
    const documents = new Documents(store);
    return request.kind === "status" ? status(store, documents, request.id) : read(store, documents, request);
  }

  /** What only reads takes no lock: it sees each file as some command left it. */
  function answer(userName: string, request: Query): QmsReport {
    const users = new Users(store);
    const user = users.require(userName);
    const documents = new Documents(store);
    switch (request.kind) {
      case "history": {
        const { text, warnings } = history(documents, request.id);
        return report(text, { warnings });
      }
      case "comments": {
        const { text, warnings } = comments(documents, request);
        return report(text, { warnings });
      }
      case "actions":
        return report(actions(documents, users, user, request.id));
      case "types":
        return report(types(documents.namespaces));
      case "workspace":
        return report(workspace(store, documents, user.name));
      case "inbox": {
        const { text, notifications } = listInbox(store, user.name);
        return report(text, { shown: request.peek === true ? [] : notifications });
      }
      case "inbox-archived":
        return report(listArchived(store, user.name, request.date));
      case "inbox-show":
        return report(showItem(store, user.name, request.item));
      case "namespace-list":
        return report(listNamespaces(documents));
      case "user-list":
        return report(listUsers(users));
      case "migrate":
        return report(migrate(store, user, request.dryRun === true));
      case "verify-migration": {
        const { text, isGood } = verifyMigration(store);
        return report(text, { isDone: isGood });
      }
      default:
        return assertNever(request);
    }
  }

  function carryOut(userName: string, request: Change): QmsReport {
    const known = key === undefined ? undefined : store.findCall(key);
    if (known !== undefined) return JSON.parse(known) as QmsReport;
    return store.change(
      (files) => {
        const operation = new Operation(files, userName, { root, now: now(), commandOf });
        const isDone = change(operation, request);
        const { lines, warnings } = operation;
        return report(lines.join("\n"), { warnings, isDone });
      },
      key === undefined ? undefined : { key, result: (made) => JSON.stringify(made) },
    );
  }

  /** A message is one new file: it waits for nobody, and nobody waits for it. */
  function sendAlone(userName: string, request: MessageRequest): QmsReport {
    const users = new Users(store);
    const { folder, stem, text, subject } = writeMessage(users, users.require(userName).name, request, now());
    return report(sentText(request.recipient, subject, store.deliverAlone(folder, stem, text)));
  }

  /** Carries out one change; says whether all of it was done. */
  function change(operation: Operation, request: Change): boolean {
    switch (request.kind) {
      case "create":
        create(operation, request);
        return true;
      case "checkout":
        checkout(operation, request.id);
        return true;
      case "checkin":
        checkin(operation, request.id);
        return true;
      case "route":
        route(operation, request);
        return true;
      case "assign":
        assign(operation, request.id, request.assignees);
        return true;
      case "review":
        review(operation, request);
        return true;
      case "approve":
        approve(operation, request.id);
        return true;
      case "reject":
        reject(operation, request.id, request.comment);
        return true;
      case "withdraw":
        withdraw(operation, request.id);
        return true;
      case "release":
        release(operation, request.id);
        return true;
      case "revert":
        revert(operation, request.id, request.reason);
        return true;
      case "close":
        close(operation, request.id);
        return true;
      case "cancel":
        return cancel(operation, request.id, request.confirm === true);
      case "fix":
        fix(operation, request.id);
        return true;
      case "interact":
        interact(operation, request);
        return true;
      case "inbox-archive-item":
        archiveOne(operation, request.item);
        return true;
      case "inbox-restore-item":
        restoreOne(operation, request.item, request.date);
        return true;
      case "inbox-archive-notifications":
        archiveNotifications(operation);
        return true;
      case "message":
        sendMessage(operation, request);
        return true;
      case "namespace-add":
        addNamespace(operation, request.name);
        return true;
      case "user-add":
        addUser(operation, request.name, request.group);
        return true;
      default:
        return assertNever(request);
    }
  }
}

/** What only reads: it takes no lock. */
const QUERIES = [
  "history",
  "comments",
  "actions",
  "types",
  "workspace",
  "inbox",
  "inbox-archived",
  "inbox-show",
  "namespace-list",
  "user-list",
  "migrate",
  "verify-migration",
] as const;
type Query = Extract<QmsRequest, { readonly kind: (typeof QUERIES)[number] }>;
/** What makes a project: see `setup/init.ts`. */
type SetUp = Extract<QmsRequest, { readonly kind: "init" }>;
/** What takes the project's lock. */
type Change = Exclude<QmsRequest, Query | OpenRequest | SetUp>;

function isOpen(request: QmsRequest): request is OpenRequest {
  return request.kind === "status" || request.kind === "read";
}

function isQuery(request: QmsRequest): request is Query {
  return QUERIES.some((kind) => kind === request.kind);
}

function isSetUp(request: QmsRequest): request is SetUp {
  return request.kind === "init";
}

function report(text: string, more: Partial<Omit<QmsReport, "text">> = {}): QmsReport {
  return { text, warnings: [], isDone: true, shown: [], ...more };
}

/** A project whose agents have the QMS as a slash command is told so; all others have the command itself. */
function defaultCommand(store: Store, assignee: string): string {
  const isSlashCommand = store.hasFile(".claude/commands/qms.md");
  return `${isSlashCommand ? "/" : ""}qms --user ${assignee}`;
}
