import { useStore } from "zustand";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Spinner } from "../../../ui/progress.tsx";
import type { ActivityExport } from "./activity-export.ts";
import { countText } from "../../../ui/count-text.ts";
import styles from "./export-bar.module.css";

/** How far the writing of a file is, with the way to end it; nothing while none is written. */
export function ExportBar({ exporting }: { readonly exporting: ActivityExport }) {
  const state = useStore(exporting.state);
  switch (state.kind) {
    case "none":
      return null;
    case "running":
      return (
        <div className={styles.bar} role="group" aria-label="Export">
          <Spinner label={`Writing the file: ${entriesText(state.entries)}, ${sizeText(state.characters)}`} />
          <Button label="Cancel the export" onPress={exporting.cancel}>
            Cancel
          </Button>
        </div>
      );
    case "done":
      return (
        <div className={styles.bar} role="group" aria-label="Export">
          <span role="status">The file has {entriesText(state.entries)}. Your browser saves it.</span>
          <IconButton icon="close" label="Put away" onPress={exporting.dismiss} />
        </div>
      );
    case "failed":
      return (
        <div className={styles.bar} role="group" aria-label="Export" data-tone="bad">
          <span role="alert">The file could not be written. {state.sentence}</span>
          <IconButton icon="close" label="Put away" onPress={exporting.dismiss} />
        </div>
      );
  }
}

function entriesText(entries: number): string {
  return entries === 1 ? "1 entry" : `${countText(entries)} entries`;
}

function sizeText(characters: number): string {
  return characters < 1_000_000
    ? `${String(Math.ceil(characters / 1000))} kB`
    : `${(characters / 1_000_000).toFixed(1)} MB`;
}
