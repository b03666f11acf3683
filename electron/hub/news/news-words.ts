import { assertNever } from "../../../shared/base/assert-never.ts";
import type { Attention } from "../../../shared/contract/attention.ts";
import type { InboxItem } from "../../../shared/contract/inbox.ts";
import type { News } from "../../../shared/contract/news.ts";
import { shownLine } from "../reader/shown-line.ts";

type Unnamed<T> = T extends unknown ? Omit<T, "id" | "at" | "toast"> : never;

/** A piece of news that is about to be taken down. */
export type NewPiece = Unnamed<News>;

const TITLE_CHARS = 120;
const TEXT_CHARS = 300;
const ABOUT_CHARS = 400;
const USER_CHARS = 64;

/** What a new item in an agent's inbox is told as. */
export function itemNews(agent: string, { id, kind, title, from }: InboxItem): NewPiece {
  return {
    kind: "item",
    item: kind,
    agent,
    title: shownLine(itemTitle(agent, kind, from), TITLE_CHARS),
    text: shownLine(title, TEXT_CHARS),
    about: id.slice(0, ABOUT_CHARS),
  };
}

function itemTitle(agent: string, kind: InboxItem["kind"], from: string | undefined): string {
  const sender = from === undefined || from === agent ? "" : ` from ${from}`;
  switch (kind) {
    case "task":
      return `Task for ${agent}${sender}`;
    case "message":
      return `Message for ${agent}${sender}`;
    case "notification":
      return `Notification for ${agent}`;
    case "unknown":
      return `A file in the inbox of ${agent}`;
    default:
      return assertNever(kind);
  }
}

/** What something is told as that waits for a person. */
export function attentionNews(attention: Attention): NewPiece {
  const piece = {
    about: attention.id.slice(0, ABOUT_CHARS),
    text: shownLine(attention.text, TEXT_CHARS),
  };
  switch (attention.kind) {
    case "permission":
    case "question":
    case "login":
    case "trust": {
      const { agent, kind } = attention;
      return { kind: "waits", for: kind, ...piece, agent, title: `${agent} ${WAITS[kind]}` };
    }
    case "failure":
      return { kind: "failure", ...piece, agent: attention.agent, title: `${attention.agent} has failed` };
    case "tools":
      return {
        kind: "failure",
        ...piece,
        agent: attention.agent,
        title: `${attention.agent} cannot use its tools`,
      };
    case "exposed": {
      const { agent, isHeld } = attention;
      const title = isHeld ? `${agent} is held still` : `${agent} sees what it should not`;
      return { kind: "failure", ...piece, agent, title };
    }
    case "ledger":
      return { kind: "failure", ...piece, title: "The ledger does not hold" };
    case "undeliverable": {
      const user = shownLine(attention.user, USER_CHARS);
      return { kind: "undeliverable", ...piece, agent: user, title: `Nobody reads the inbox of ${user}` };
    }
    default:
      return assertNever(attention);
  }
}

const WAITS = {
  permission: "asks for permission",
  question: "asks you something",
  login: "waits for a login",
  trust: "asks whether it may trust its folder",
} as const;

/** The kind of news that something becomes which waits for a person. */
export function newsKindOf({ kind }: Attention): News["kind"] {
  if (kind === "undeliverable") return kind;
  return kind === "failure" || kind === "tools" || kind === "exposed" || kind === "ledger"
    ? "failure"
    : "waits";
}
