import type { ActionForm, FormField } from "../../../../shared/qms/action-form.ts";
import type { DocumentAction } from "../../../../shared/qms/judge.ts";

export type FormProblems = Readonly<Partial<Record<FormField, string>>>;

/** What still speaks against sending a form. */
export function formProblems(
  action: DocumentAction,
  needs: readonly FormField[],
  form: ActionForm,
): FormProblems {
  const isMissing = (field: FormField, value: string | undefined): boolean =>
    needs.includes(field) && (value ?? "").trim() === "";
  return {
    ...(isMissing("comment", form.comment) && {
      comment: action === "reject" ? "Say what has to change." : "Say what you think of it.",
    }),
    ...(isMissing("reason", form.reason) && { reason: "Say why." }),
    ...(needs.includes("outcome") && form.outcome === undefined && { outcome: "Choose one." }),
    // Elsewhere the usual ones are asked where nobody is chosen.
    ...(action === "assign" && (form.assignees ?? []).length === 0 && { assignees: "Choose who is asked." }),
    ...(needs.includes("confirm") && form.confirm !== true && { confirm: "Confirm that it may go." }),
  };
}
