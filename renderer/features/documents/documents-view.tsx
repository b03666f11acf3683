import { useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Popover } from "../../ui/popover.tsx";
import { Spinner } from "../../ui/progress.tsx";
import { useStable } from "../../ui/use-stable.ts";
import { View } from "../../ui/view.tsx";
import type { FileProblem } from "../../../shared/contract/inbox.ts";
import { countText } from "../../ui/count-text.ts";
import type { Documents } from "./documents.ts";
import { CreateDialog } from "./form/create-dialog.tsx";
import type { ColumnId } from "./list/columns.ts";
import { rowGroupsOf } from "./list/document-row.ts";
import { DocumentsTable } from "./list/documents-table.tsx";
import { FilterBar } from "./list/filter-bar.tsx";
import { filtered, NO_FILTERS, withToggled, type FilterField, type Filters } from "./list/filters.ts";
import { withColumn, withSorting } from "./list/list-store.ts";
import { SearchResults } from "./list/search-results.tsx";
import styles from "./documents-view.module.css";

export interface DocumentsViewProps {
  readonly documents: Documents;
  readonly isConnected: boolean;
  readonly onOpen: (id: string) => void;
}

/** All documents of the project: a table, or what a search in their texts finds. */
export function DocumentsView({ documents, isConnected, onOpen }: DocumentsViewProps) {
  const { store, list, sorted, search, commands, tableScroll } = documents;
  const { isKnown, byId, problems } = useStore(store);
  const { filters, sorting, columns, isInTexts, found, isSearching, active } = useStore(list);
  const [isCreating, setIsCreating] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const hitList = useRef<HTMLUListElement>(null);
  // Where it was left; what is scrolled since is of no interest to what is drawn.
  const [scroll] = useState(tableScroll.read);

  const inOrder = useMemo(() => sorted(rowGroupsOf(byId), sorting), [byId, sorted, sorting]);
  const shown = useMemo(
    () => filtered(inOrder, isInTexts ? { ...filters, text: "" } : filters),
    [inOrder, filters, isInTexts],
  );
  const hits = useMemo(() => {
    if (found === undefined || found.hits.length === 0) return [];
    const through = new Set(shown.map(({ document }) => document.id));
    return found.hits.filter(({ id }) => through.has(id));
  }, [found, shown]);

  useSlash(field);

  const change = (next: Filters): void => {
    list.setState({ filters: next });
    if (!isInTexts || next.text === filters.text) return;
    search.find(next.text);
  };
  // Documents change all the time: the bar above them is drawn only when it says something else.
  const allRows = useStable(() => inOrder);
  const onText = useStable((text: string) => change({ ...filters, text }));
  const onToggle = useStable((name: FilterField, value: string) => change(withToggled(filters, name, value)));
  const onClear = useStable(() => {
    change(NO_FILTERS);
    field.current?.focus();
  });
  const onColumn = useStable((column: ColumnId) => list.setState((state) => withColumn(state, column), true));
  const onInTexts = useStable((next: boolean) => {
    list.setState({ isInTexts: next });
    if (next) {
      search.prepare();
      search.find(filters.text);
    } else search.stop();
    field.current?.focus();
  });
  const onDown = useStable(() => {
    const target = isInTexts
      ? hitList.current?.querySelector<HTMLElement>("button")
      : content.current?.querySelector<HTMLElement>('[role="grid"]');
    target?.focus();
  });
  const isEmpty = isKnown && byId.size === 0;

  return (
    <View
      title="Documents"
      hasOwnScroll
      summary={isKnown && byId.size > 0 ? summaryOf(shown.length, byId.size, isInTexts) : undefined}
      tools={
        <>
          <Problems problems={problems} />
          <Button isPrimary isDisabled={!isConnected} onPress={() => setIsCreating(true)}>
            <Icon name="add" />
            Create
          </Button>
        </>
      }
    >
      {!isEmpty && (
        <FilterBar
          filters={filters}
          columns={columns}
          isInTexts={isInTexts}
          fieldRef={field}
          rows={allRows}
          onText={onText}
          onToggle={onToggle}
          onClear={onClear}
          onColumn={onColumn}
          onInTexts={onInTexts}
          onDown={onDown}
        />
      )}
      <div ref={content} className={styles.content}>
        {isEmpty ? (
          <EmptyState
            icon="document"
            title="No documents yet"
            actions={<Button onPress={() => setIsCreating(true)}>Create the first one</Button>}
          >
            Documents stand here as soon as somebody makes one: here, with <code>qms create</code>, or with a
            tool of an agent.
          </EmptyState>
        ) : isInTexts ? (
          <SearchResults
            found={found}
            hits={hits}
            isSearching={isSearching}
            byId={byId}
            listRef={hitList}
            onOpen={onOpen}
            onRetry={() => search.find(filters.text)}
          />
        ) : !isKnown ? (
          <Spinner label="Reading documents…" />
        ) : shown.length === 0 ? (
          <EmptyState
            icon="search"
            title="No document fits"
            actions={
              <>
                <Button onPress={() => list.setState({ filters: NO_FILTERS })}>Show all</Button>
                <Button
                  onPress={() => {
                    list.setState({ isInTexts: true });
                    search.find(filters.text);
                  }}
                >
                  Search the full texts
                </Button>
              </>
            }
          >
            {`None of ${countText(byId.size)} documents has all of what was chosen.`}
          </EmptyState>
        ) : (
          <DocumentsTable
            rows={shown}
            columns={columns}
            sorting={sorting}
            filters={filters}
            active={active}
            scroll={scroll}
            onSort={(column) => list.setState((state) => withSorting(state, column), true)}
            onActive={(id) => list.setState({ active: id })}
            onScroll={tableScroll.keep}
            onOpen={onOpen}
          />
        )}
      </div>
      {isCreating && (
        <CreateDialog
          byId={byId}
          isConnected={isConnected}
          perform={commands.perform}
          onClose={() => setIsCreating(false)}
          onCreated={(id) => {
            setIsCreating(false);
            if (id !== undefined) onOpen(id);
          }}
        />
      )}
    </View>
  );
}

function summaryOf(shown: number, all: number, isInTexts: boolean): string {
  return shown === all || isInTexts
    ? `${countText(all)} documents`
    : `${countText(shown)} of ${countText(all)}`;
}

function Problems({ problems }: { readonly problems: readonly FileProblem[] }) {
  if (problems.length === 0) return null;
  const words =
    problems.length === 1 ? "1 file has a problem" : `${countText(problems.length)} files have problems`;
  return (
    <Popover
      label="Problems of files"
      align="end"
      trigger={
        <button type="button" className={styles.problems}>
          <Icon name="warning" />
          {words}
        </button>
      }
    >
      <ul className={styles.problemList}>
        {problems.slice(0, 100).map(({ path, problem }) => (
          <li key={`${path} ${problem}`}>
            <code>{path}</code>
            {problem}
          </li>
        ))}
      </ul>
    </Popover>
  );
}

/** A slash goes to the field, from wherever nothing is written. */
function useSlash(field: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = event.target;
      if (at instanceof Element && at.closest("input, textarea, select, .xterm, [data-modal]") !== null)
        return;
      event.preventDefault();
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [field]);
}
