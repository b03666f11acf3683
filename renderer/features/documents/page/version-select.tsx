import { useId } from "react";
import type { DocumentVersion } from "../../../../shared/contract/qms-document.ts";
import { momentText } from "../../../ui/time-text.ts";
import styles from "./version-select.module.css";

export interface VersionSelectProps {
  readonly label: string;
  readonly versions: readonly DocumentVersion[];
  readonly value: Pick<DocumentVersion, "source" | "version"> | undefined;
  readonly onChoose: (version: DocumentVersion) => void;
}

const SOURCES: Readonly<Record<DocumentVersion["source"], string>> = {
  effective: "in force",
  draft: "draft",
  archived: "archived",
};

/** Which text of a document is meant. */
export function VersionSelect({ label, versions, value, onChoose }: VersionSelectProps) {
  const id = useId();
  const chosen = versions.findIndex(
    ({ source, version }) => source === value?.source && version === value.version,
  );
  return (
    <span className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={chosen}
        onChange={(event) => {
          const version = versions[Number(event.target.value)];
          if (version !== undefined) onChoose(version);
        }}
      >
        {versions.map(({ source, version, at }, place) => (
          <option key={`${source} ${version}`} value={place}>
            {`${version} ${SOURCES[source]} · ${momentText(at)}`}
          </option>
        ))}
      </select>
    </span>
  );
}
