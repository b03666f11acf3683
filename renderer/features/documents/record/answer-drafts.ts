/** As much of the browser's storage as is needed. */
type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const PREFIX = "quorum.answer:";

/** What was typed as an answer and not sent yet: it is there again after the window was closed. */
export interface AnswerDrafts {
  readonly read: (id: string, key: string) => string | undefined;
  /** An empty text leaves nothing behind. */
  readonly keep: (id: string, key: string, text: string) => void;
}

/** Keeps answers that are being typed, by project, document and prompt. */
export function createAnswerDrafts(storage: DraftStorage, project: () => string): AnswerDrafts {
  const nameOf = (id: string, key: string): string => `${PREFIX}${project()}\n${id}\n${key}`;
  return {
    read: (id, key) => storage.getItem(nameOf(id, key)) ?? undefined,
    keep: (id, key, text) => {
      try {
        if (text === "") storage.removeItem(nameOf(id, key));
        else storage.setItem(nameOf(id, key), text);
      } catch {
        // A storage that is full keeps no drafts; what is typed stands in the form all the same.
      }
    },
  };
}
