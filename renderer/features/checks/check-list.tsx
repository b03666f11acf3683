import { assertNever } from "../../../shared/base/assert-never.ts";
import type { Check } from "../../../shared/contract/checks.ts";
import { Button } from "../../ui/button.tsx";
import { CopiedCommand } from "../../ui/copied-command.tsx";
import { Icon } from "../../ui/icon.tsx";
import { StateDot, type StateDotProps } from "../../ui/state-dot.tsx";
import styles from "./check-list.module.css";

/** What is done about a check when the person asks for it. */
export interface MendWays {
  readonly onInitialize: () => void;
  readonly onIgnoreRules: () => void;
  readonly onChooseProject: () => void;
  readonly onCopy: (text: string) => void;
}

export interface CheckListProps extends MendWays {
  readonly checks: readonly Check[];
  readonly mending: Check["id"] | undefined;
  readonly isConnected: boolean;
}

const TONES: Readonly<Record<Check["state"], StateDotProps["tone"]>> = {
  ok: "ok",
  note: "quiet",
  problem: "bad",
};
const WORDS: Readonly<Record<Check["state"], string>> = {
  ok: "In order",
  note: "Good to know",
  problem: "To mend",
};

/** Each check with its sentence, and what mends it. */
export function CheckList({ checks, ...ways }: CheckListProps) {
  return (
    <ul className={styles.list} aria-label="Set-up">
      {checks.map((check) => (
        <li key={check.id} className={styles.check} data-check={check.id} data-state={check.state}>
          <span className={styles.dot}>
            <StateDot tone={TONES[check.state]} />
          </span>
          <div className={styles.text}>
            <b>{check.title}</b>
            <small>{WORDS[check.state]}</small>
            <p>{check.sentence}</p>
          </div>
          {check.mend !== undefined && <Mend check={check} {...ways} />}
        </li>
      ))}
    </ul>
  );
}

function Mend({
  check: { id, title, mend },
  ...props
}: { readonly check: Check } & Omit<CheckListProps, "checks">) {
  const { mending, isConnected, onInitialize, onIgnoreRules, onChooseProject, onCopy } = props;
  switch (mend?.kind) {
    case undefined:
      return null;
    case "initialize":
      return (
        <Button isDisabled={!isConnected} onPress={onInitialize}>
          Make a QMS…
        </Button>
      );
    case "ignore-rules":
      return (
        <Button isDisabled={!isConnected} isBusy={mending === id} onPress={onIgnoreRules}>
          Add to .gitignore
        </Button>
      );
    case "choose-project":
      return <Button onPress={onChooseProject}>Choose another project</Button>;
    case "command":
      return (
        <div className={styles.command} role="group" aria-label={`What mends ${title}`}>
          <CopiedCommand command={mend.command} onCopy={onCopy} />
        </div>
      );
    case "page":
      return (
        <a className={styles.page} href={mend.address} target="_blank" rel="noreferrer">
          {mend.label}
          <Icon name="open" />
        </a>
      );
    default:
      return assertNever(mend);
  }
}
