import { ToolNews } from "./mcp-calls.ts";

interface ProgressNotification {
  readonly method: "notifications/progress";
  readonly params: {
    readonly progressToken: string | number;
    readonly progress: number;
    readonly total?: number;
    readonly message?: string;
  };
}

/** The request of a program that news belong to, as the official kit has it. */
export interface AskedRequest {
  readonly _meta?: { readonly progressToken?: string | number | undefined } | undefined;
  log(level: "debug" | "info" | "notice" | "warning" | "error", data: string): Promise<void>;
  notify(notification: ProgressNotification): Promise<void>;
}

/** Passes on what a tool tells while it is at work, to whoever asked to hear of it. */
export async function passNews(given: unknown, request: AskedRequest): Promise<void> {
  const news = ToolNews.safeParse(given).data;
  try {
    if (news?.news === "log") await request.log(news.level, news.text);
    const progressToken = request._meta?.progressToken;
    if (news?.news !== "progress" || progressToken === undefined) return;
    const { progress, total, message } = news;
    await request.notify({
      method: "notifications/progress",
      params: {
        progressToken,
        progress,
        ...(total === undefined ? {} : { total }),
        ...(message === undefined ? {} : { message }),
      },
    });
  } catch {
    // Whoever asked is gone, or did not want to hear of this; the answer is what counts.
  }
}
