import { z } from "zod";
import { News, ToastOutcome } from "../../../shared/contract/news.ts";

/** A line of the file in which news are kept: a piece, or what became of the toasts of some. */
export const NewsLine = z.union([
  z.strictObject({ news: News }),
  z.strictObject({ toasted: z.array(z.string()), outcome: ToastOutcome }),
]);
export type NewsLine = z.infer<typeof NewsLine>;

/** The news with one more line of their file. */
export function toldNews(news: Map<string, News>, line: NewsLine): Map<string, News> {
  if ("news" in line) return news.set(line.news.id, line.news);
  for (const id of line.toasted) {
    const piece = news.get(id);
    if (piece !== undefined) news.set(id, withOutcome(piece, line.outcome));
  }
  return news;
}

/** A piece of news with what a window says of its toast: what was shown was shown, else the first word counts. */
export function withOutcome(piece: News, outcome: ToastOutcome): News {
  if (piece.toast?.kind === "shown") return piece;
  if (piece.toast !== undefined && outcome.kind === "silent") return piece;
  return { ...piece, toast: outcome };
}
