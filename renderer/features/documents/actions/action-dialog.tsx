import { useId, useState, type FormEvent } from "react";
import type { DocumentPage, JudgedAction } from "../../../../shared/contract/qms-document.ts";
import { requestOf, type ActionForm, type FormField } from "../../../../shared/qms/action-form.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog, DialogButtons } from "../../../ui/dialog.tsx";
import type { DocumentCommands } from "../document-commands.ts";
import { Field, Refusal } from "../form/field.tsx";
import styles from "../form/form.module.css";
import { actionWords, becomes, USUAL } from "./action-words.ts";
import { formProblems, type FormProblems } from "./form-problems.ts";

export interface ActionDialogProps {
  readonly page: DocumentPage;
  readonly action: JudgedAction;
  readonly isConnected: boolean;
  /** What was filled in before, and not sent. */
  readonly draft: ActionForm | undefined;
  readonly perform: DocumentCommands["perform"];
  readonly onDraft: (form: ActionForm) => void;
  readonly onDone: (text: string) => void;
  readonly onClose: () => void;
}

/** An action with what it does and what it has to be told. What the engine refuses stands in it, and what was typed stays. */
export function ActionDialog(props: ActionDialogProps) {
  const { page, action, isConnected, draft, perform, onDraft, onDone, onClose } = props;
  const [form, setForm] = useState<ActionForm>(draft ?? {});
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const words = actionWords(action.action);
  const problems = formProblems(action.action, action.needs, form);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setIsTried(true);
    if (isBusy || !isConnected || Object.keys(problems).length > 0) return;
    setIsBusy(true);
    const result = await perform(requestOf(action.action, page.id, form));
    setIsBusy(false);
    if (result.kind === "refused") setRefusal(result.sentence);
    else onDone([result.text, ...result.warnings].join("\n"));
  };
  const after = becomes(action, page);
  return (
    <Dialog title={`${words.title}: ${page.id}`} onClose={onClose}>
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <p className={styles.will}>
          {words.does}
          {after !== undefined && ` ${after}`}
        </p>
        <Fields
          page={page}
          action={action}
          form={form}
          problems={isTried ? problems : {}}
          onChange={(part) => {
            const filled = { ...form, ...part };
            setForm(filled);
            // A deletion is confirmed each time anew.
            if (part.confirm === undefined) onDraft(filled);
          }}
        />
        {refusal !== undefined && <Refusal>{refusal}</Refusal>}
        <DialogButtons>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            isPrimary
            isSubmit
            isFocused={action.needs.length === 0}
            isBusy={isBusy}
            isDisabled={!isConnected}
          >
            {words.verb}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

interface FieldsProps {
  readonly page: DocumentPage;
  readonly action: JudgedAction;
  readonly form: ActionForm;
  readonly problems: FormProblems;
  readonly onChange: (part: ActionForm) => void;
}

function Fields(props: FieldsProps) {
  return props.action.needs.map((field) => <FieldOf key={field} field={field} {...props} />);
}

function FieldOf({
  field,
  page,
  action,
  form,
  problems,
  onChange,
}: FieldsProps & { readonly field: FormField }) {
  switch (field) {
    case "comment":
    case "reason":
      return (
        <Field label={field === "comment" ? "Comment" : "Reason"} problem={problems[field]}>
          {(ids) => (
            <textarea
              {...ids}
              maxLength={200_000}
              data-initial-focus={action.needs[0] === field ? true : undefined}
              value={form[field] ?? ""}
              onChange={(event) => onChange({ [field]: event.target.value })}
            />
          )}
        </Field>
      );
    case "outcome":
      return <Outcome form={form} problem={problems.outcome} onChange={onChange} />;
    case "assignees":
      return (
        <Assignees
          key={field}
          page={page}
          form={form}
          problem={problems.assignees}
          onChange={onChange}
          isUsual={action.action !== "assign"}
        />
      );
    case "confirm":
      return (
        <fieldset className={styles.set}>
          <label>
            <input
              type="checkbox"
              checked={form.confirm ?? false}
              onChange={(event) => onChange({ confirm: event.target.checked })}
            />{" "}
            {`Yes, delete ${page.id}.`}
          </label>
          {problems.confirm !== undefined && <small className={styles.problem}>{problems.confirm}</small>}
        </fieldset>
      );
  }
}

interface PartProps {
  readonly form: ActionForm;
  readonly problem: string | undefined;
  readonly onChange: (part: ActionForm) => void;
}

function Outcome({ form, problem, onChange }: PartProps) {
  const name = useId();
  const options = [
    { value: "RECOMMEND", label: "Recommend it" },
    { value: "UPDATES_REQUIRED", label: "Ask for changes" },
  ] as const;
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>Outcome</legend>
      {options.map(({ value, label }, place) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            data-initial-focus={place === 0 ? true : undefined}
            checked={form.outcome === value}
            onChange={() => onChange({ outcome: value })}
          />{" "}
          {label}
        </label>
      ))}
      {problem !== undefined && <small className={styles.problem}>{problem}</small>}
    </fieldset>
  );
}

function Assignees({
  page,
  form,
  problem,
  isUsual,
  onChange,
}: PartProps & { readonly page: DocumentPage; readonly isUsual: boolean }) {
  const chosen = form.assignees ?? [];
  const open = page.rounds.at(-1);
  const asked = !isUsual && open?.end === "open" ? open.assigned : [];
  const toggle = (user: string): void =>
    onChange({ assignees: chosen.includes(user) ? chosen.filter((one) => one !== user) : [...chosen, user] });
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>Who is asked</legend>
      <div className={styles.choices}>
        {page.assignable.map(({ user, group }) => (
          <label key={user}>
            <input
              type="checkbox"
              checked={chosen.includes(user) || asked.includes(user)}
              disabled={asked.includes(user)}
              onChange={() => toggle(user)}
            />
            {user}
            <small>{asked.includes(user) ? "is asked already" : group}</small>
          </label>
        ))}
      </div>
      {isUsual && <small className={styles.hint}>{`Where nobody is chosen, ${USUAL} is asked.`}</small>}
      {problem !== undefined && <small className={styles.problem}>{problem}</small>}
    </fieldset>
  );
}
