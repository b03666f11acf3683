import type { News } from "../../../shared/contract/news.ts";
import type { NotificationSettings, ToastTypes } from "../../../shared/contract/notification-settings.ts";
import { isQuiet } from "../../ui/quiet/quiet.ts";

/** What the person has before their eyes. */
export interface Screen {
  /** Whether this window is the one that they use. */
  readonly isFocused: boolean;
  /** What is seen in it. */
  readonly shown: { readonly kind: "terminal" | "inbox"; readonly agent: string } | undefined;
}

export interface Situation {
  readonly settings: NotificationSettings;
  readonly screen: Screen;
  readonly now: number;
}

export type Decision =
  | { readonly kind: "tell" }
  /** It is before the person's eyes in this window: no other need tell of it. */
  | { readonly kind: "seen"; readonly reason: string }
  | { readonly kind: "silent"; readonly reason: string };

/** Whether a piece of news is worth a toast, and if not, why. */
export function decide(news: News, { settings, screen, now }: Situation): Decision {
  const { shown } = screen;
  if (screen.isFocused && shown !== undefined && shown.agent === news.agent && isSeenIn(shown.kind, news)) {
    return { kind: "seen", reason: `Its ${shown.kind} was on screen.` };
  }
  if (isQuiet(settings.quiet, now)) return { kind: "silent", reason: "Quiet mode was on." };
  const type = typeOf(news);
  if (!settings.types[type]) return { kind: "silent", reason: `Toasts for ${TYPE_NAMES[type]} are off.` };
  if (news.kind === "item" && news.agent !== undefined && !settings.facing.includes(news.agent)) {
    return { kind: "silent", reason: `Toasts for items of ${news.agent} are off.` };
  }
  return { kind: "tell" };
}

/** The setting that a piece of news falls under. */
function typeOf(news: News): keyof ToastTypes {
  switch (news.kind) {
    case "item":
      // What cannot be told apart is more likely meant for somebody than not.
      return news.item === "unknown" ? "message" : news.item;
    case "waits":
      return "waits";
    case "failure":
    case "undeliverable":
      return "failure";
  }
}

const TYPE_NAMES: Readonly<Record<keyof ToastTypes, string>> = {
  task: "tasks",
  message: "messages",
  notification: "notifications",
  waits: "what waits for you",
  failure: "failures",
};

/** An inbox shows what arrives in it, but not what its agent asks; a terminal shows both. */
function isSeenIn(kind: "terminal" | "inbox", news: News): boolean {
  if (news.kind === "undeliverable") return false;
  return kind === "terminal" || news.kind === "item";
}
