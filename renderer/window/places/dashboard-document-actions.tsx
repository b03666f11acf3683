import { useState } from "react";
import type { DocumentPage, JudgedAction } from "../../../shared/contract/qms-document.ts";
import type { DocumentView } from "../../../shared/contract/qms.ts";
import { requestOf } from "../../../shared/qms/action-form.ts";
import type { DocumentAction } from "../../../shared/qms/judge.ts";
import { actionWords, inWords, isDoneAtOnce } from "../../features/documents/actions/action-words.ts";
import { nextActions } from "../../features/documents/actions/next-actions.ts";
import type { Documents } from "../../features/documents/documents.ts";
import { sentenceFor } from "../../connection/call-failure.ts";
import { Button } from "../../ui/button.tsx";
import { lazyView } from "../lazy-view.tsx";
import styles from "./dashboard-document-actions.module.css";

export interface DashboardDocumentActionsProps {
  readonly document: DocumentView;
  readonly documents: Documents;
  readonly isConnected: boolean;
}

interface Chosen {
  readonly page: DocumentPage;
  readonly action: JudgedAction;
}

const DIALOG = lazyView(
  async () => (await import("../../features/documents/actions/action-dialog.tsx")).ActionDialog,
);

/** What the person can do next with a document that waits for them, with the same forms as on its page. */
export function DashboardDocumentActions(props: DashboardDocumentActionsProps) {
  const { document, documents, isConnected } = props;
  const { id } = document;
  const { perform, page: askPage } = documents.commands;
  const { forms } = documents.pages.of(id);
  const [isBusy, setIsBusy] = useState(false);
  const [chosen, setChosen] = useState<Chosen>();
  const [problem, setProblem] = useState<string>();
  /** The rules are asked when it is pressed: a list of documents need not be judged to be drawn. */
  const choose = async (wanted: DocumentAction): Promise<string | undefined> => {
    const [page] = await Promise.all([askPage(id), DIALOG.preload()]);
    const action = page.actions.find((one) => one.action === wanted);
    if (action === undefined) return page.noActions ?? "It cannot be done now.";
    if (action.verdict.kind === "refused") return inWords(action.verdict.why);
    if (!isDoneAtOnce(action, page)) {
      setChosen({ page, action });
      return undefined;
    }
    const result = await perform(requestOf(wanted, id));
    return result.kind === "refused" ? result.sentence : undefined;
  };
  const press = async (wanted: DocumentAction): Promise<void> => {
    setProblem(undefined);
    setIsBusy(true);
    try {
      setProblem(await choose(wanted));
    } catch (error) {
      setProblem(sentenceFor(error));
    }
    setIsBusy(false);
  };
  return (
    <>
      {nextActions(document).map((action) => (
        <Button
          key={action}
          label={`${actionWords(action).title}: ${id}`}
          isBusy={isBusy}
          isDisabled={!isConnected}
          onPress={() => void press(action)}
        >
          {actionWords(action).title}
        </Button>
      ))}
      {problem !== undefined && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {chosen !== undefined && (
        <DIALOG.View
          page={chosen.page}
          action={chosen.action}
          isConnected={isConnected}
          perform={perform}
          draft={forms.get(chosen.action.action)}
          onDraft={(form) => forms.set(chosen.action.action, form)}
          onClose={() => setChosen(undefined)}
          onDone={() => {
            forms.delete(chosen.action.action);
            setChosen(undefined);
          }}
        />
      )}
    </>
  );
}
