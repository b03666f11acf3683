import { useRef, type KeyboardEvent, type RefObject } from "react";
import type { SearchHit, SearchMatch } from "../../../../shared/contract/qms-search.ts";
import type { DocumentView } from "../../../../shared/contract/qms.ts";
import { Button } from "../../../ui/button.tsx";
import { Chip } from "../../../ui/chip.tsx";
import { countText } from "../../../ui/count-text.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Progress, Spinner } from "../../../ui/progress.tsx";
import { statusText, statusTone } from "../../../ui/status-words.ts";
import { Time } from "../../../ui/time.tsx";
import { useNow } from "../../../ui/use-now.ts";
import { piecesOf } from "../compare/pieces.ts";
import type { Found } from "./list-store.ts";
import styles from "./search-results.module.css";

export interface SearchResultsProps {
  readonly found: Found | undefined;
  /** Those of the hits that the filters let through. */
  readonly hits: readonly SearchHit[];
  readonly isSearching: boolean;
  readonly byId: ReadonlyMap<string, DocumentView>;
  readonly listRef: RefObject<HTMLUListElement | null>;
  readonly onOpen: (id: string) => void;
  /** Searches for the same once more. */
  readonly onRetry: () => void;
}

/** The documents in whose texts and comments all words were found, with the words marked. */
export function SearchResults({
  found,
  hits,
  isSearching,
  byId,
  listRef,
  onOpen,
  onRetry,
}: SearchResultsProps) {
  const now = useNow();
  const own = useRef<HTMLDivElement>(null);
  if (found === undefined) {
    return isSearching ? (
      <Spinner label="Searching…" />
    ) : (
      <EmptyState icon="search" title="Search all texts and comments">
        Type one or more words, or how they begin. Documents that have all of them are listed, the best first.
      </EmptyState>
    );
  }
  if (found.problem !== undefined) {
    return (
      <EmptyState
        icon="warning"
        title="The search did not work"
        actions={<Button onPress={onRetry}>Try again</Button>}
      >
        {found.problem}
      </EmptyState>
    );
  }
  return (
    <div ref={own} className={styles.results}>
      <p className={styles.summary} role="status">
        {summaryOf(found, hits.length)}
        {found.searched !== undefined && (
          <Progress label="Texts that were read" done={found.searched.done} all={found.searched.all} />
        )}
      </p>
      {hits.length > 0 && (
        <ul ref={listRef} className={styles.list} aria-label="Found documents" onKeyDown={stepAmong}>
          {hits.map((hit) => (
            <li key={hit.id}>
              <button type="button" className={styles.hit} onClick={() => onOpen(hit.id)}>
                <span className={styles.head}>
                  <b>{hit.id}</b>
                  <span>{byId.get(hit.id)?.title}</span>
                  <Chip tone={statusTone(byId.get(hit.id)?.status)}>
                    {statusText(byId.get(hit.id)?.status)}
                  </Chip>
                </span>
                {hit.matches.map((match, place) => (
                  <Match key={place} match={match} now={now} />
                ))}
              </button>
            </li>
          ))}
        </ul>
      )}
      {hits.length === 0 && found.searched === undefined && (
        <EmptyState icon="search" title="Nothing was found">
          No document has all of these words. Fewer words, or only their beginnings, find more.
        </EmptyState>
      )}
    </div>
  );
}

function Match({ match, now }: { readonly match: SearchMatch; readonly now: number }) {
  const { field, snippet, ranges, user, at } = match;
  // The head of the hit has these already.
  if (field === "id" || field === "title") return null;
  return (
    <span className={styles.match}>
      {field === "comment" && (
        <span className={styles.by}>
          {`${user ?? "somebody"} said`} {at !== undefined && <Time at={at} now={now} />}
        </span>
      )}
      {piecesOf(snippet, ranges).map(({ text, isMarked }, place) =>
        isMarked ? <mark key={place}>{text}</mark> : <span key={place}>{text}</span>,
      )}
    </span>
  );
}

function summaryOf({ total, searched }: Found, shown: number): string {
  const documents = `${countText(total)} ${total === 1 ? "document" : "documents"}`;
  const few = shown < total ? `, ${countText(shown)} of them here` : "";
  if (searched === undefined) return `${documents}${few}`;
  return `${documents} so far: ${countText(searched.done)} of ${countText(searched.all)} texts are read.`;
}

/** The arrows lead from one hit to the next. */
function stepAmong(event: KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const to = event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1 : at + step;
  if (step === 0 && event.key !== "Home" && event.key !== "End") return;
  event.preventDefault();
  buttons[to]?.focus();
}
