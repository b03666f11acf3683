import { currentStep } from "../../../../shared/qms/interactive/cursor.ts";
import { progressText } from "../../../../shared/qms/interactive/progress.ts";
import { interactText, promptText } from "../../../../shared/qms/interactive/prompt-text.ts";
import { cancelGoto, goto, reopen, respond } from "../../../../shared/qms/interactive/session.ts";
import type { InteractiveSession } from "../../../../shared/qms/interactive/session-state.ts";
import { responsesTo } from "../../../../shared/qms/interactive/session-state.ts";
import { parseTemplate, type InteractiveTemplate } from "../../../../shared/qms/interactive/template.ts";
import { sessionText } from "../../../../shared/qms/interactive/session-file.ts";
import { templateOf } from "../../../../shared/qms/document-path.ts";
import type { InteractAction, InteractRequest } from "../../../../shared/qms/request.ts";
import { cleanBody } from "../../../../shared/qms/text/clean-text.ts";
import type { Operation } from "../operation.ts";
import { evidenceCommit } from "./evidence-commit.ts";
import { compileText, inWords, openSession, saveSession, templateText } from "./record-session.ts";

/** A record in the middle of being written. */
interface Desk {
  readonly id: string;
  readonly session: InteractiveSession;
  readonly template: InteractiveTemplate;
}

/** Shows what a record asks next, or takes one step in writing it. */
export function interact(operation: Operation, { id, action }: InteractRequest): void {
  const document = operation.documentFor("interact", id);
  operation.require("interact", document);
  const session = openSession(operation, id);
  const text = templateText(operation.files, id);
  const template = inWords(templateOf(document.type.name), () => parseTemplate(text));
  const desk: Desk = { id, session, template };
  if (action === undefined) operation.say(interactText(session, template));
  else if (action.kind === "progress") operation.say(progressText(session, template));
  else if (action.kind === "compile") operation.say(compileText(text, sessionText(session)));
  else inWords(id, () => take(operation, desk, action));
}

type Step = Exclude<InteractAction, { readonly kind: "progress" | "compile" }>;

function take(operation: Operation, { id, session, template }: Desk, step: Step): void {
  const author = operation.user.name;
  const timestamp = `${new Date(operation.now).toISOString().slice(0, 19)}Z`;
  const current = currentStep(session, template);
  switch (step.kind) {
    case "respond": {
      const { value, reason } = step;
      const key = current?.key ?? "";
      const isGate = current?.step.kind === "gate";
      const answer = { value, author, timestamp, reason };
      // An answer that is refused must not leave a commit behind: it is tried before.
      respond(session, template, answer);
      const isCommit = current?.step.kind === "prompt" && current.step.isCommit;
      const commit = isCommit
        ? evidenceCommit(operation.files, operation.root, { id, prompt: key, user: author })
        : undefined;
      const after = respond(session, template, { ...answer, commit });
      saveSession(operation, id, after);
      operation.say(isGate ? `Gate: ${key} = ${value.trim().toLowerCase()}` : `Recorded: ${key}`);
      operation.say(...(commit === undefined ? [""] : [`Commit: ${commit}`, ""]));
      return operation.say(promptText(after, template));
    }
    case "goto": {
      const after = goto(session, template, step);
      saveSession(operation, id, after);
      const key = currentStep(after, template)?.key ?? step.prompt;
      const answer = responsesTo(after, key).at(-1)?.value ?? "";
      return operation.say(
        `Navigated to: ${key}`,
        `Current value: ${cleanBody(answer).trimEnd()}`,
        "",
        promptText(after, template),
      );
    }
    case "cancel-goto": {
      const after = cancelGoto(session);
      saveSession(operation, id, after);
      const key = currentStep(after, template)?.key ?? "end";
      return operation.say(`Goto cancelled. Returned to: ${key}`);
    }
    case "reopen": {
      const after = reopen(session, template, { ...step, author, timestamp });
      saveSession(operation, id, after);
      const iteration = after.cursor_context.iteration ?? 1;
      return operation.say(
        `Reopened loop: ${step.loop}, iteration: ${iteration}`,
        "",
        promptText(after, template),
      );
    }
  }
}
