import { createStore, type StoreApi } from "zustand/vanilla";
import type { ActivityFilter, ExportFormat } from "../../../../shared/contract/activity.ts";
import type { HubClient } from "../../../../shared/contract/contract.ts";
import { sentenceFor } from "../../../connection/call-failure.ts";

/** How far the writing of a file is. */
export type ExportState =
  | { readonly kind: "none" }
  | { readonly kind: "running"; readonly entries: number; readonly characters: number }
  | { readonly kind: "done"; readonly entries: number }
  | { readonly kind: "failed"; readonly sentence: string };

/** A file that was written, to be given to the person. */
export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly parts: readonly string[];
}

/** Writes what happened to a file. */
export interface ActivityExport {
  readonly state: StoreApi<ExportState>;
  readonly run: (
    filter: ActivityFilter,
    format: ExportFormat,
    save: (file: ExportedFile) => void,
  ) => Promise<void>;
  readonly cancel: () => void;
  /** Puts away what is said of the last one. */
  readonly dismiss: () => void;
}

export interface ActivityExportDependencies {
  readonly client: () => HubClient;
  readonly isConnected: () => boolean;
}

const TYPES: Readonly<Record<ExportFormat, string>> = { jsonl: "application/jsonl", csv: "text/csv" };

export function createActivityExport({ client, isConnected }: ActivityExportDependencies): ActivityExport {
  const state = createStore<ExportState>(() => ({ kind: "none" }));
  let current: AbortController | undefined;
  const tell = (told: ExportState): void => state.setState(told, true);
  return {
    state,
    run: async (filter, format, save) => {
      if (current !== undefined) return;
      const own = new AbortController();
      current = own;
      tell({ kind: "running", entries: 0, characters: 0 });
      try {
        const parts: string[] = [];
        // The first line of a table names its columns.
        let entries = format === "csv" ? -1 : 0;
        let characters = 0;
        for await (const { text } of await client().activity.export(
          { filter, format },
          { signal: own.signal },
        )) {
          if (own.signal.aborted) return;
          parts.push(text);
          entries += linesIn(text);
          characters += text.length;
          tell({ kind: "running", entries: Math.max(0, entries), characters });
        }
        if (own.signal.aborted) return;
        save({ name: `activity.${format}`, type: TYPES[format], parts });
        tell({ kind: "done", entries: Math.max(0, entries) });
      } catch (error) {
        if (!own.signal.aborted) tell({ kind: "failed", sentence: sentenceFor(error) });
      } finally {
        if (current === own) current = undefined;
      }
    },
    cancel: () => {
      const own = current;
      current = undefined;
      tell({ kind: "none" });
      // Cancelling over a lost connection fails where nobody can catch it.
      if (isConnected()) own?.abort();
    },
    dismiss: () => {
      if (state.getState().kind !== "running") tell({ kind: "none" });
    },
  };
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
