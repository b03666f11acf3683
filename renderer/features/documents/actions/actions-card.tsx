import type { DocumentPage, JudgedAction } from "../../../../shared/contract/qms-document.ts";
import type { ActionForm } from "../../../../shared/qms/action-form.ts";
import type { DocumentAction } from "../../../../shared/qms/judge.ts";
import { Button } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import type { DocumentCommands } from "../document-commands.ts";
import { Refusal } from "../form/field.tsx";
import { ActionDialog } from "./action-dialog.tsx";
import { actionTitle, byReason, grouped, leadsOn } from "./action-words.ts";
import type { Taking } from "./use-taking.ts";
import styles from "./actions-card.module.css";

export interface ActionsCardProps {
  readonly page: DocumentPage;
  readonly isConnected: boolean;
  readonly perform: DocumentCommands["perform"];
  /** What was filled in for actions that were not taken yet. */
  readonly forms: Map<DocumentAction, ActionForm>;
  readonly taking: Taking;
}

/** What the person can do with the document now, and why not the rest. */
export function ActionsCard({ page, isConnected, perform, forms, taking }: ActionsCardProps) {
  const { chosen, isBusy, said, choose } = taking;
  const { open, later, never } = grouped(page.actions);
  return (
    <Card title="What you can do">
      <div className={styles.body}>
        {page.noActions !== undefined && <p className={styles.quiet}>{page.noActions}</p>}
        {page.noActions === undefined && open.length === 0 && (
          <p className={styles.quiet}>Nothing for now. What follows waits for others.</p>
        )}
        {open.length > 0 && (
          <div className={styles.open}>
            {open.map((action, place) => (
              <Button
                key={action.action}
                isPrimary={place === 0 && leadsOn(action.action)}
                isBusy={isBusy}
                isDisabled={!isConnected}
                onPress={() => void choose(action)}
              >
                {actionTitle(action, page)}
              </Button>
            ))}
          </div>
        )}
        {said?.kind === "refused" && <Refusal>{said.text}</Refusal>}
        <p className={styles.said} role="status">
          {said?.kind === "done" && said.text}
        </p>
        <Refused title="Not now" actions={later} />
        <Refused title="Not for you, or not for this document" actions={never} />
      </div>
      {chosen !== undefined && (
        <ActionDialog
          page={page}
          action={page.actions.find(({ action }) => action === chosen.action) ?? chosen}
          isConnected={isConnected}
          perform={perform}
          draft={forms.get(chosen.action)}
          onDraft={(form) => forms.set(chosen.action, form)}
          onClose={taking.onClose}
          onDone={(text) => {
            forms.delete(chosen.action);
            taking.onDone(text);
          }}
        />
      )}
    </Card>
  );
}

function Refused({ title, actions }: { readonly title: string; readonly actions: readonly JudgedAction[] }) {
  if (actions.length === 0) return null;
  return (
    <details className={styles.refused}>
      <summary>
        {title} <span>{actions.length}</span>
      </summary>
      <dl>
        {byReason(actions).map(({ why, titles }) => (
          <div key={why}>
            <dt>{titles.join(", ")}</dt>
            <dd>{why}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
