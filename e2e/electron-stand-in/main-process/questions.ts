import { BrowserWindow } from "./browser-window.ts";
import type { Question } from "../messages.ts";
import { onMessage, sendToPages } from "./pages-link.ts";
import { protocol } from "./protocol.ts";

/** Answers what the pages' side asks; `electron` is the module that evaluated functions are given. */
export function answerQuestions(electron: object): void {
  onMessage("ask", ({ id, question }) => {
    void answer(question, electron).then(
      (value) => sendToPages({ kind: "answer", id, value }),
      (error: unknown) =>
        sendToPages({
          kind: "answer",
          id,
          error: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }),
    );
  });
}

async function answer(question: Question, electron: object): Promise<unknown> {
  switch (question.kind) {
    case "request":
      return protocol.serve(question.url, question.method);
    case "navigate":
      return (
        BrowserWindow.fromId(question.window)?.webContents.mayNavigate(question.url, question.isMainFrame) ??
        false
      );
    case "windowOpen":
      return BrowserWindow.fromId(question.window)?.webContents.mayOpen(question.url) ?? false;
    case "evaluate": {
      // oxlint-disable-next-line no-eval -- The test's own code, as Playwright evaluates it in the real Electron.
      const run: unknown = (0, eval)(`(${question.source})`);
      if (typeof run !== "function") throw new Error("Only functions are evaluated.");
      return run(electron, question.argument);
    }
  }
}
