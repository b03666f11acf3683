import type { ActivityEntry, ActivityKind } from "../../../shared/contract/activity.ts";
import type { IconName } from "../../ui/icon.tsx";

interface KindWords {
  /** What its sort is called where one picks from them. */
  readonly many: string;
  readonly one: string;
  readonly icon: IconName;
}

export const KIND_WORDS: Readonly<Record<ActivityKind, KindWords>> = {
  document: { many: "Documents", one: "Document", icon: "document" },
  delivery: { many: "Deliveries", one: "Delivery", icon: "inbox" },
  state: { many: "Starts and stops", one: "Start or stop", icon: "play" },
  turn: { many: "Turns", one: "Turn", icon: "agent" },
  tool: { many: "Tools", one: "Tool", icon: "shell" },
  asked: { many: "Questions to you", one: "Question", icon: "waits" },
  policy: { many: "Policies", one: "Policy", icon: "clock" },
  call: { many: "Calls of tools", one: "Call of a tool", icon: "tools" },
  message: { many: "Messages", one: "Message", icon: "message" },
  container: { many: "Containers", one: "Container", icon: "container" },
  problem: { many: "Problems", one: "Problem", icon: "warning" },
};

/** What a person should not overlook, and what went well. */
export function toneOf({ kind, event }: Pick<ActivityEntry, "kind" | "event">): "bad" | "warn" | "usual" {
  if (kind === "problem" || event === "failed" || event === "uncertain" || event === "mismatch") return "bad";
  if (event === "image-failed" || event === "refused" || WARNED_ENGINES.has(event)) return "warn";
  if (kind === "asked" && (event === "denied" || event === "permission" || event === "question"))
    return "warn";
  return "usual";
}

const WARNED_ENGINES: ReadonlySet<string> = new Set([
  "engine-missing",
  "engine-not-running",
  "engine-no-permission",
  "engine-disk-full",
]);

const DETAIL_WORDS: Readonly<Record<string, string>> = {
  ms: "Took",
  tool: "Tool",
  comment: "Comment",
  proof: "Proof",
  reason: "Reason",
  asked: "Asked",
  input: "Input",
  by: "Answered by",
  message: "Message",
  failure: "Failure",
  version: "Version",
  outcome: "Outcome",
  item: "Item",
  files: "Files",
  problem: "Problem",
  code: "Code",
  tools: "Tools used",
  from: "From",
  to: "To",
  user: "User",
  title: "Title",
  status: "Status",
  how: "How",
  server: "Server",
  arguments: "Given",
  door: "Came by",
  missed: "Not recorded before",
  container: "Container",
  image: "Image",
  grants: "Allowed",
};

/** One thing more that is known of an entry, as a person reads it. */
export interface DetailLine {
  readonly name: string;
  readonly text: string;
  /** Whether it is set as it is written, in lines of its own. */
  readonly isLong: boolean;
}

/** All details of an entry in the words of this window; what has no word keeps its own. */
export function detailLines({ details }: Pick<ActivityEntry, "details">): readonly DetailLine[] {
  return Object.entries(details)
    .filter(([name, text]) => name !== "since" && text !== "")
    .map(([name, text]) => ({
      name: DETAIL_WORDS[name] ?? capitalized(name.replaceAll(/[_-]/g, " ")),
      text: name === "ms" ? tookText(Number(text)) : text,
      isLong: text.length > 80 || text.includes("\n"),
    }));
}

function tookText(ms: number): string {
  if (!Number.isFinite(ms)) return "";
  if (ms < 1000) return `${String(Math.round(ms))} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  return `${String(minutes)} min ${String(Math.round((ms % 60_000) / 1000))} s`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
