import { useEffect, useState } from "react";
import type { DocumentVersion } from "../../../../shared/contract/qms-document.ts";
import { sentenceFor } from "../../../connection/call-failure.ts";
import { Button } from "../../../ui/button.tsx";
import { Choice } from "../../../ui/choice.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Spinner } from "../../../ui/progress.tsx";
import type { DocumentCommands } from "../document-commands.ts";
import { VersionSelect } from "../page/version-select.tsx";
import { compareApart } from "./compare-apart.ts";
import type { Comparison } from "./compare-texts.ts";
import { DifferenceTable } from "./difference-table.tsx";
import styles from "./compare.module.css";

export interface CompareViewProps {
  readonly id: string;
  readonly versions: readonly DocumentVersion[];
  readonly text: DocumentCommands["text"];
}

type Shown =
  | { readonly kind: "loading" }
  | { readonly kind: "known"; readonly comparison: Comparison; readonly isCut: boolean }
  | { readonly kind: "failed"; readonly sentence: string };

/** What is different between two texts of a document. */
export function CompareView({ id, versions, text }: CompareViewProps) {
  const [chosen, setChosen] = useState<{ readonly before?: string; readonly after?: string }>({});
  const [isSplit, setIsSplit] = useState(false);
  const [shown, setShown] = useState<Shown>({ kind: "loading" });
  const [attempt, setAttempt] = useState(0);
  const byTime = versions.toSorted((one, other) => one.at - other.at);
  const after = byTime.find((version) => keyOf(version) === chosen.after) ?? byTime.at(-1);
  const before = byTime.find((version) => keyOf(version) === chosen.before) ?? usualBefore(byTime, after);
  const [beforeKey, afterKey] = [before && keyOf(before), after && keyOf(after)];
  useEffect(() => {
    if (before === undefined || after === undefined) return;
    const ended = new AbortController();
    const run = async (): Promise<void> => {
      try {
        const [one, other] = await Promise.all([text(id, before), text(id, after)]);
        if (ended.signal.aborted) return;
        const comparison = await compareApart(one.body, other.body, ended.signal);
        if (!ended.signal.aborted) setShown({ kind: "known", comparison, isCut: one.isCut || other.isCut });
      } catch (error) {
        if (!ended.signal.aborted) setShown({ kind: "failed", sentence: sentenceFor(error) });
      }
    };
    void run();
    return () => ended.abort();
    // A text that is said again in other words is not compared again: its key has what matters.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id, beforeKey, afterKey, text, attempt]);

  if (before === undefined || after === undefined) {
    return (
      <EmptyState icon="document" title="There is one version only">
        As soon as there is another, what is different between the two stands here.
      </EmptyState>
    );
  }
  return (
    <div className={styles.compare}>
      <div className={styles.tools}>
        <VersionSelect
          label="From"
          versions={byTime}
          value={before}
          onChoose={(version) => setChosen({ ...chosen, before: keyOf(version) })}
        />
        <VersionSelect
          label="to"
          versions={byTime}
          value={after}
          onChoose={(version) => setChosen({ ...chosen, after: keyOf(version) })}
        />
        <span className={styles.way}>
          <Choice
            label="Shown"
            value={isSplit ? "split" : "unified"}
            options={[
              { value: "unified", label: "Unified" },
              { value: "split", label: "Side by side" },
            ]}
            onChoose={(value) => setIsSplit(value === "split")}
          />
        </span>
        {shown.kind === "known" && !isSame(shown.comparison) && (
          <span className={styles.counts} role="status">
            <b data-way="removed">{`−${String(shown.comparison.removed)}`}</b>
            <b data-way="added">{`+${String(shown.comparison.added)}`}</b>
            lines
            {shown.isCut && ", the beginnings only"}
            {shown.comparison.isCoarse && ", too different to be compared line by line"}
          </span>
        )}
      </div>
      {shown.kind === "loading" && <Spinner label="Comparing…" />}
      {shown.kind === "failed" && (
        <EmptyState
          icon="warning"
          title="They could not be compared"
          actions={
            <Button
              onPress={() => {
                setShown({ kind: "loading" });
                setAttempt(attempt + 1);
              }}
            >
              Try again
            </Button>
          }
        >
          {shown.sentence}
        </EmptyState>
      )}
      {shown.kind === "known" && <DifferenceTable comparison={shown.comparison} isSplit={isSplit} />}
    </div>
  );
}

/** A draft is compared with what is in force, anything else with what was before it. */
function usualBefore(
  byTime: readonly DocumentVersion[],
  after: DocumentVersion | undefined,
): DocumentVersion | undefined {
  const inForce = byTime.find(({ source }) => source === "effective");
  if (after?.source === "draft" && inForce !== undefined) return inForce;
  const at = after === undefined ? -1 : byTime.indexOf(after);
  return byTime[at - 1] ?? byTime.find((version) => version !== after);
}

/** Then the comparison says so itself. */
function isSame({ removed, added }: Comparison): boolean {
  return removed === 0 && added === 0;
}

function keyOf({ source, version, at }: DocumentVersion): string {
  return `${source} ${version} ${String(at)}`;
}
