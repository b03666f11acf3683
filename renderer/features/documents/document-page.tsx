import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { useStore } from "zustand";
import type { DocumentPage as Page } from "../../../shared/contract/qms-document.ts";
import { workspaceOf } from "../../../shared/qms/document-path.ts";
import { PERSON } from "../../../shared/qms/group.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Spinner } from "../../ui/progress.tsx";
import { statusText, statusTone } from "../../ui/status-words.ts";
import { Time } from "../../ui/time.tsx";
import { View } from "../../ui/view.tsx";
import { ActionsCard } from "./actions/actions-card.tsx";
import { useTaking } from "./actions/use-taking.ts";
import { StateDiagram } from "./diagram/state-diagram.tsx";
import type { Documents } from "./documents.ts";
import { CreateDialog } from "./form/create-dialog.tsx";
import { childTypes } from "./form/create-form.ts";
import { FamilyCard } from "./page/family-card.tsx";
import { ItemsCard } from "./page/items-card.tsx";
import { MainCard } from "./page/main-card.tsx";
import { turnSentence } from "./page/page-words.ts";
import { PeopleCard } from "./page/people-card.tsx";
import styles from "./page/document-page.module.css";

export interface DocumentPageProps {
  readonly id: string;
  readonly documents: Documents;
  readonly isConnected: boolean;
  /** An agent's place in the list, which gives it its colour. */
  readonly placeOf: (user: string) => number | undefined;
  readonly onOpen: (id: string) => void;
  /** Puts a text on the clipboard. */
  readonly onCopy: (text: string) => void;
}

/** One document, with all that is known of it; it follows what happens to it. */
export function DocumentPage(props: DocumentPageProps) {
  const { id, documents, isConnected, placeOf, onOpen, onCopy } = props;
  const open = documents.pages.of(id);
  const state = useStore(open.store);
  const isKnown = useStore(documents.store, (known) => known.isKnown);
  const copy = useStore(documents.store, ({ byId }) => byId.get(id));
  const [isCreating, setIsCreating] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const { page } = state;
  useEffect(() => open.follow(), [open]);
  const isThere = page.kind === "known";
  const taking = useTaking({
    id,
    status: isThere ? page.value.status : undefined,
    perform: documents.commands.perform,
    onAnswer: () => {
      setIsAsked(true);
      open.show("record");
    },
  });
  // As soon as something can be scrolled it is where it was left.
  useLayoutEffect(() => {
    if (isThere) frame.current?.scrollTo({ top: open.scroll.read() });
  }, [isThere, open]);
  const isDocument = useCallback(
    (other: string) => isKnown && other !== id && documents.store.getState().byId.has(other),
    [documents, isKnown, id],
  );

  return (
    <View
      title={id}
      isTab
      hasOwnScroll
      summary={page.kind === "known" ? <Summary page={page.value} /> : undefined}
      tools={<Copied id={id} onCopy={onCopy} />}
    >
      <div
        ref={frame}
        className={styles.frame}
        onScroll={(event) => open.scroll.keep(event.currentTarget.scrollTop)}
      >
        {page.kind === "loading" && <Spinner label={`Reading ${id}…`} />}
        {page.kind === "failed" && (
          <EmptyState
            icon="document"
            title={`${id} cannot be shown`}
            actions={<Button onPress={open.refresh}>Try again</Button>}
          >
            {page.sentence}
          </EmptyState>
        )}
        {page.kind === "known" && (
          <div className={styles.columns}>
            <div className={styles.main}>
              <Problems page={page.value} />
              <MainCard
                page={page.value}
                state={state}
                commands={documents.commands}
                drafts={documents.drafts}
                isConnected={isConnected}
                isAsked={isAsked}
                onTaken={open.refresh}
                isDocument={isDocument}
                onShow={(part) => {
                  setIsAsked(false);
                  open.show(part);
                }}
                onChoose={open.choose}
                onOpen={onOpen}
              />
            </div>
            <aside className={styles.side} aria-label={`State of ${id}`}>
              <ActionsCard
                page={page.value}
                isConnected={isConnected}
                perform={documents.commands.perform}
                forms={open.forms}
                taking={taking}
              />
              <Card title="State" aside={page.value.since && <Time at={page.value.since} />}>
                <p className={styles.turn}>{turnSentence(page.value.mustAct, PERSON)}</p>
                {copy?.isCheckedOut === true && copy.owner !== undefined && (
                  <Workspace owner={copy.owner} id={id} onCopy={onCopy} />
                )}
                <StateDiagram
                  page={page.value}
                  history={state.history.kind === "known" ? state.history.value : undefined}
                  isConnected={isConnected}
                  taking={taking}
                />
              </Card>
              <ItemsCard page={page.value} />
              <PeopleCard page={page.value} placeOf={placeOf} />
              <FamilyCard
                page={page.value}
                onOpen={onOpen}
                onCreate={childTypes(page.value.type).length > 0 ? () => setIsCreating(true) : undefined}
              />
            </aside>
          </div>
        )}
      </div>
      {isCreating && page.kind === "known" && (
        <CreateDialog
          byId={documents.store.getState().byId}
          parent={page.value}
          isConnected={isConnected}
          perform={documents.commands.perform}
          onClose={() => setIsCreating(false)}
          onCreated={(made) => {
            setIsCreating(false);
            if (made !== undefined) onOpen(made);
          }}
        />
      )}
    </View>
  );
}

function Summary({ page: { title, status, version, owner } }: { readonly page: Page }): ReactNode {
  return (
    <span className={styles.summary}>
      <span className={styles.title} title={title}>
        {title}
      </span>
      <Chip tone={statusTone(status)}>{statusText(status)}</Chip>
      <Chip title="Version">{version}</Chip>
      {owner !== undefined && <span>{`Owner: ${owner === PERSON ? "you" : owner}`}</span>}
    </span>
  );
}

function Copied({ id, onCopy }: { readonly id: string; readonly onCopy: (text: string) => void }) {
  const [count, setCount] = useState(0);
  return (
    <>
      <span className={styles.copied} role="status">
        {count > 0 && "Copied"}
      </span>
      <IconButton
        icon="copy"
        label="Copy id"
        onPress={() => {
          onCopy(id);
          setCount(count + 1);
        }}
      />
    </>
  );
}

interface WorkspaceProps {
  readonly owner: string;
  readonly id: string;
  readonly onCopy: (text: string) => void;
}

/** Where the copy lies that is written in. */
function Workspace({ owner, id, onCopy }: WorkspaceProps) {
  const path = workspaceOf(owner, id);
  return (
    <p className={styles.workspace}>
      {owner === PERSON ? "Your copy: " : `The copy of ${owner}: `}
      <code>{path}</code>
      <button type="button" onClick={() => onCopy(path)}>
        Copy path
      </button>
    </p>
  );
}

function Problems({ page: { problems } }: { readonly page: Page }) {
  if (problems.length === 0) return null;
  return (
    <ul className={styles.problems} aria-label="Problems of its files">
      {problems.map(({ path, problem }) => (
        <li key={`${path} ${problem}`}>
          <Icon name="warning" />
          <span>
            {problem} <code>{path}</code>
          </span>
        </li>
      ))}
    </ul>
  );
}
