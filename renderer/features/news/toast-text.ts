import type { News } from "../../../shared/contract/news.ts";
import { countText } from "../../ui/count-text.ts";

/** What a toast says. */
export interface ToastText {
  readonly title: string;
  readonly body: string;
}

/** The lines that systems show of a toast. */
const MOST_LINES = 3;
/** What is most urgent is said first. */
const URGENCY: readonly News["kind"][] = ["waits", "failure", "undeliverable", "item"];

/** The most urgent first; what is as urgent stays in its order. */
export function byUrgency(news: readonly News[]): readonly News[] {
  return news.toSorted((one, other) => URGENCY.indexOf(one.kind) - URGENCY.indexOf(other.kind));
}

/** One piece in its own words; several in one sentence, with the first of them below. */
export function toastText(news: readonly News[]): ToastText {
  const [first, ...others] = byUrgency(news);
  if (first === undefined) return { title: "", body: "" };
  if (others.length === 0) return { title: first.title, body: first.text };
  const lines = [first, ...others].map(({ title, text }) => `${title}: ${text}`);
  const rest = lines.length - MOST_LINES;
  const shown = rest > 0 ? [...lines.slice(0, MOST_LINES), `and ${countText(rest)} more`] : lines;
  return { title: titleOf(first, others), body: shown.join("\n") };
}

function titleOf(first: News, others: readonly News[]): string {
  const all = [first, ...others];
  const agents = new Set(all.map(({ agent }) => agent));
  const isAll = (kind: News["kind"]): boolean => all.every((news) => news.kind === kind);
  if (isAll("waits")) {
    const names = namesOf(agents);
    return agents.size === 1 ? `${names} waits for you` : `${names} wait for you`;
  }
  if (isAll("item")) return `${countText(all.length)} items for ${namesOf(agents)}`;
  return `${first.title}, and ${countText(others.length)} more`;
}

/** "qa", "qa and bu", "qa and 3 others". */
function namesOf(agents: ReadonlySet<string | undefined>): string {
  const [first = "", second = ""] = agents;
  if (agents.size === 1) return first;
  return agents.size === 2 ? `${first} and ${second}` : `${first} and ${String(agents.size - 1)} others`;
}
