import { useState, type FormEvent } from "react";
import type { DocumentView } from "../../../../shared/contract/qms.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog, DialogButtons } from "../../../ui/dialog.tsx";
import type { DocumentCommands } from "../document-commands.ts";
import {
  childTypes,
  createdId,
  createRequest,
  creatableTypes,
  parentsFor,
  problemsOf,
  type CreateForm,
} from "./create-form.ts";
import { Field, Refusal } from "./field.tsx";
import styles from "./form.module.css";

export interface CreateDialogProps {
  readonly byId: ReadonlyMap<string, DocumentView>;
  /** The document that it is made from, which becomes its parent. */
  readonly parent?: Pick<DocumentView, "id" | "type"> | undefined;
  readonly isConnected: boolean;
  readonly perform: DocumentCommands["perform"];
  readonly onCreated: (id: string | undefined) => void;
  readonly onClose: () => void;
}

/** Makes a document: it is checked out to the person, with the text of its template. */
export function CreateDialog({ byId, parent, isConnected, perform, onCreated, onClose }: CreateDialogProps) {
  const [form, setForm] = useState<CreateForm>(() => ({
    type: (parent && childTypes(parent.type)[0]) ?? "CR",
    title: "",
    parent: parent?.id ?? "",
    name: "",
  }));
  const [isTried, setIsTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const parents = parentsFor(form.type, byId);
  const problems = problemsOf(form, byId);
  const shown = isTried ? problems : {};
  const change = (part: Partial<CreateForm>): void => setForm((known) => ({ ...known, ...part }));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setIsTried(true);
    if (isBusy || !isConnected || Object.keys(problems).length > 0) return;
    setIsBusy(true);
    const result = await perform(createRequest(form, parents !== undefined));
    setIsBusy(false);
    if (result.kind === "refused") setRefusal(result.sentence);
    else onCreated(createdId(result.text));
  };
  return (
    <Dialog
      title={parent === undefined ? "Create a document" : `Create a child of ${parent.id}`}
      onClose={onClose}
    >
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <Field label="Type" hint={typeHint(form.type)}>
          {(ids) => (
            <select
              {...ids}
              data-initial-focus
              value={form.type}
              onChange={(event) => change({ type: event.target.value })}
            >
              {(parent === undefined ? creatableTypes(byId) : childTypes(parent.type)).map((type) => (
                <option key={type} value={type}>
                  {type}
                </option>
              ))}
            </select>
          )}
        </Field>
        {parents !== undefined && (
          <Field
            label="Parent"
            problem={shown.parent}
            hint={parents.length === 0 ? "No document can have one of this type now." : undefined}
          >
            {(ids) => (
              <select
                {...ids}
                value={form.parent}
                onChange={(event) => change({ parent: event.target.value })}
              >
                <option value="">Choose…</option>
                {parents.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {`${id}  ${title}`}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {form.type === "TEMPLATE" && (
          <Field label="Name" problem={shown.name}>
            {(ids) => (
              <input
                {...ids}
                value={form.name}
                onChange={(event) => change({ name: event.target.value.toUpperCase() })}
              />
            )}
          </Field>
        )}
        <Field label="Title" problem={shown.title}>
          {(ids) => (
            <input
              {...ids}
              maxLength={200}
              value={form.title}
              onChange={(event) => change({ title: event.target.value })}
            />
          )}
        </Field>
        {refusal !== undefined && <Refusal>{refusal}</Refusal>}
        <DialogButtons>
          <Button onPress={onClose}>Cancel</Button>
          <Button isPrimary isSubmit isBusy={isBusy} isDisabled={!isConnected}>
            Create
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

const HINTS: Readonly<Record<string, string>> = {
  CR: "A change record: what is to be changed, and how.",
  INV: "An investigation: what went wrong, and what is done about it.",
  SOP: "A procedure that holds once it is approved.",
  TP: "A test protocol of a change record.",
  ER: "An execution report of a test protocol.",
  VAR: "A variance: where the work differs from its plan.",
  ADD: "An addendum to a document that is closed.",
  VR: "A verification record, written by answering prompts.",
  TEMPLATE: "What documents of a type begin with.",
};

function typeHint(type: string): string | undefined {
  if (type.endsWith("-RS")) return "A requirements specification.";
  if (type.endsWith("-RTM")) return "A matrix that traces requirements to their tests.";
  return HINTS[type];
}
