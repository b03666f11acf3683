import { useId, useState, type FormEvent } from "react";
import { Button } from "../../ui/button.tsx";
import styles from "./folder-form.module.css";

export interface FolderFormProps {
  readonly title: string;
  readonly hint: string;
  readonly label: string;
  readonly action: string;
  readonly initialPath?: string;
  readonly isPrimary?: boolean;
  readonly isDisabled: boolean;
  /** Told that something else was typed. */
  readonly onEdit?: () => void;
  /** Asks for a folder with the system's dialog; absent where there is none. */
  readonly onBrowse?: () => Promise<string | undefined>;
  /** Answers the sentence that says why it did not work. */
  readonly onSubmit: (path: string) => Promise<string | undefined>;
}

/** A folder's path, the system's dialog where there is one, and the button that does something with it. */
export function FolderForm(props: FolderFormProps) {
  const {
    title,
    hint,
    label,
    action,
    initialPath = "",
    isPrimary = false,
    isDisabled,
    onEdit,
    onBrowse,
    onSubmit,
  } = props;
  const [path, setPath] = useState(initialPath);
  const [failure, setFailure] = useState<string>();
  const failureId = useId();

  const edit = (typed: string): void => {
    setPath(typed);
    setFailure(undefined);
    onEdit?.();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void onSubmit(path.trim()).then(setFailure);
  };
  const browse = async (ask: () => Promise<string | undefined>): Promise<void> => {
    const chosen = await ask();
    if (chosen === undefined) return;
    edit(chosen);
  };

  return (
    <form className={styles.form} onSubmit={submit}>
      <h3>{title}</h3>
      <p className={styles.hint}>{hint}</p>
      <div className={styles.row}>
        <input
          type="text"
          value={path}
          aria-label={label}
          aria-invalid={failure !== undefined}
          aria-describedby={failure === undefined ? undefined : failureId}
          placeholder="/path/to/folder"
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            edit(event.target.value);
          }}
        />
        {onBrowse !== undefined && (
          <Button isDisabled={isDisabled} onPress={() => void browse(onBrowse)}>
            Browse…
          </Button>
        )}
        <Button isSubmit isPrimary={isPrimary} isDisabled={isDisabled || path.trim() === ""}>
          {action}
        </Button>
      </div>
      {failure !== undefined && (
        <p id={failureId} className={styles.failure} role="alert">
          {failure}
        </p>
      )}
    </form>
  );
}
