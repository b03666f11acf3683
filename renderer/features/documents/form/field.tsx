import { useId, type ReactNode } from "react";
import styles from "./form.module.css";

export interface FieldProps {
  readonly label: string;
  /** What is worth knowing before it is filled in. */
  readonly hint?: string | undefined;
  /** Why what is there cannot be; nothing where it can, or nobody has tried yet. */
  readonly problem?: string | undefined;
  readonly children: (ids: FieldIds) => ReactNode;
}

/** What a field's control takes over. */
export interface FieldIds {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean;
}

/** A labelled line of a form. */
export function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        "aria-describedby": describedBy === "" ? undefined : describedBy,
        "aria-invalid": problem !== undefined,
      })}
      {hint !== undefined && (
        <small id={`${id}-hint`} className={styles.hint}>
          {hint}
        </small>
      )}
      {problem !== undefined && (
        <small id={`${id}-problem`} className={styles.problem}>
          {problem}
        </small>
      )}
    </div>
  );
}

/** What the engine said when it refused; it stands in the form that it is about. */
export function Refusal({ children }: { readonly children: string }) {
  return (
    <p className={styles.refusal} role="alert">
      {children}
    </p>
  );
}
