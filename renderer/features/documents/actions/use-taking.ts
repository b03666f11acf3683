import { useState } from "react";
import type { DocumentPage, JudgedAction } from "../../../../shared/contract/qms-document.ts";
import { requestOf } from "../../../../shared/qms/action-form.ts";
import type { DocumentCommands } from "../document-commands.ts";
import { isDoneAtOnce } from "./action-words.ts";

/** What the page says of the action that was taken last. */
export type Said = { readonly kind: "done" | "refused"; readonly text: string };

/** An action that the person takes, from wherever on the page it was chosen. */
export interface Taking {
  /** The one whose form is open. */
  readonly chosen: JudgedAction | undefined;
  readonly isBusy: boolean;
  readonly said: Said | undefined;
  readonly choose: (action: JudgedAction) => Promise<void>;
  readonly onClose: () => void;
  readonly onDone: (text: string) => void;
}

export interface TakingProps {
  readonly id: string;
  readonly status: DocumentPage["status"];
  readonly perform: DocumentCommands["perform"];
  /** Shows the prompts of a document that is written by answering them. */
  readonly onAnswer: () => void;
}

/** Does an action at once, or opens its form. */
export function useTaking({ id, status, perform, onAnswer }: TakingProps): Taking {
  const [chosen, setChosen] = useState<JudgedAction>();
  const [isBusy, setIsBusy] = useState(false);
  const [said, setSaid] = useState<Said>();
  return {
    chosen,
    isBusy,
    said,
    choose: async (action) => {
      setSaid(undefined);
      if (action.action === "interact") return onAnswer();
      if (!isDoneAtOnce(action, { status })) {
        setChosen(action);
        return;
      }
      setIsBusy(true);
      const result = await perform(requestOf(action.action, id));
      setIsBusy(false);
      setSaid(
        result.kind === "done"
          ? { kind: "done", text: [result.text, ...result.warnings].join("\n") }
          : { kind: "refused", text: result.sentence },
      );
    },
    onClose: () => setChosen(undefined),
    onDone: (text) => {
      setChosen(undefined);
      setSaid({ kind: "done", text });
    },
  };
}
