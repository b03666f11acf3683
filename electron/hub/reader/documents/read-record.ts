import type {
  DocumentRecord,
  RecordAnswer,
  RecordStepView,
} from "../../../../shared/contract/qms-document.ts";
import type { DocumentView } from "../../../../shared/contract/qms.ts";
import { isDocumentId, typeNameOf } from "../../../../shared/qms/document-id.ts";
import { ATTACHMENT_TYPES } from "../../../../shared/qms/document-type.ts";
import { sessionOf, sourceOf, templateOf } from "../../../../shared/qms/document-path.ts";
import { isUserName } from "../../../../shared/qms/group.ts";
import { recordSteps, type RecordStep } from "../../../../shared/qms/interactive/record-steps.ts";
import { parseSession } from "../../../../shared/qms/interactive/session-file.ts";
import {
  InteractError,
  type InteractiveSession,
  type PromptResponse,
} from "../../../../shared/qms/interactive/session-state.ts";
import {
  parseTemplate,
  TemplateError,
  type InteractiveTemplate,
} from "../../../../shared/qms/interactive/template.ts";
import { cleanBody } from "../../../../shared/qms/text/clean-text.ts";
import { Refusal } from "../../qms/refusal.ts";
import { nodeFileSystem } from "../../qms/store/disk/file-system.ts";
import { ProjectDisk } from "../../qms/store/disk/project-disk.ts";
import { shownLine } from "../shown-line.ts";

const MOST_STEPS = 1000;
const MOST_ANSWERS = 20;
const MOST_LOOPS = 100;
const MOST_VALUE_CHARS = 20_000;
const MOST_GUIDANCE_CHARS = 8000;
/** All texts together: what an answer of the hub can carry. */
const MOST_CHARS = 1_000_000;

type Told = Pick<DocumentView, "id" | "owner" | "isCheckedOut">;

/** The prompts of a document that is written by answering them, with the answers; nothing of any other document. */
export function readRecord(root: string, view: Told): DocumentRecord | undefined {
  const { id } = view;
  if (!isDocumentId(id) || !ATTACHMENT_TYPES.includes(typeNameOf(id) ?? "")) return undefined;
  try {
    return recordIn(new ProjectDisk(root, nodeFileSystem), view);
  } catch (error) {
    if (error instanceof Refusal || error instanceof InteractError || error instanceof TemplateError)
      return { ...NOTHING, problem: shownLine(error.message.replace(/^Error: /, ""), 1000) };
    throw error;
  }
}

const NOTHING: DocumentRecord = { template: "", steps: [], stepCount: 0, answered: 0, loops: [] };

function recordIn(disk: ProjectDisk, { id, owner, isCheckedOut }: Told): DocumentRecord | undefined {
  const author = isCheckedOut && owner !== undefined && isUserName(owner) ? owner : undefined;
  const own = author === undefined ? undefined : disk.read(sessionOf(author, id));
  const text = own ?? disk.read(sourceOf(id));
  const template = disk.read(templateOf(typeNameOf(id) ?? ""));
  if (text === undefined || template === undefined) return undefined;
  return shownRecord(parseSession(text), parseTemplate(template), own === undefined ? undefined : author);
}

function shownRecord(
  session: InteractiveSession,
  template: InteractiveTemplate,
  author: string | undefined,
): DocumentRecord {
  const { steps, current } = recordSteps(session, template);
  const budget = { left: MOST_CHARS };
  const isAmending = current?.returnsTo !== undefined;
  const isAnswered = (key: string): boolean =>
    steps.some((step) => step.key === key && step.answers.length > 0);
  return {
    template: `${shownLine(session.template, 100)} v${String(session.template_version)}`,
    ...(author !== undefined && { author }),
    steps: shownSteps(steps, current?.key).map((step) => shownStep(step, budget)),
    stepCount: steps.length,
    answered: steps.filter(({ answers, gate }) => answers.length > 0 || gate !== undefined).length,
    ...(current !== undefined && {
      current: {
        key: shownLine(current.key, 200),
        ...(current.returnsTo !== undefined && { returnsTo: shownLine(current.returnsTo, 200) }),
        needsReason: current.step.kind === "prompt" && (isAmending || isAnswered(current.key)),
      },
    }),
    loops: [...template.loops.keys()].slice(0, MOST_LOOPS).map((name) => {
      const state = Object.hasOwn(session.loops, name) ? session.loops[name] : undefined;
      return { name, passes: state?.iterations ?? 0, isClosed: state?.closed === true };
    }),
  };
}

/** Of very many those around the one that is asked now. */
function shownSteps(steps: readonly RecordStep[], current: string | undefined): readonly RecordStep[] {
  if (steps.length <= MOST_STEPS) return steps;
  const place = steps.findIndex(({ key }) => key === current);
  const from = Math.max(0, Math.min(place - MOST_STEPS / 2, steps.length - MOST_STEPS));
  return steps.slice(from, from + MOST_STEPS);
}

function shownStep(
  { step, key, pass, guidance, answers, gate }: RecordStep,
  budget: { left: number },
): RecordStepView {
  return {
    key: shownLine(key, 200),
    id: shownLine(step.id, 100),
    kind: step.kind,
    ...(step.loop !== undefined && { loop: step.loop }),
    ...(pass !== undefined && { pass }),
    guidance: cut(guidance, MOST_GUIDANCE_CHARS, budget).text,
    isCommit: step.kind === "prompt" && step.isCommit,
    ...(step.kind === "prompt" && step.default !== undefined && { default: shownLine(step.default, 2000) }),
    answers: answers.slice(-MOST_ANSWERS).map((answer) => shownAnswer(answer, budget)),
    ...(gate !== undefined && { gate }),
  };
}

function shownAnswer(
  { value, author, timestamp, reason, commit }: PromptResponse,
  budget: { left: number },
): RecordAnswer {
  const { text, isCut } = cut(
    cleanBody(value.slice(0, MOST_VALUE_CHARS * 2)).trimEnd(),
    MOST_VALUE_CHARS,
    budget,
  );
  const at = Date.parse(timestamp);
  return {
    value: text,
    isCut,
    by: shownLine(author, 64),
    ...(!Number.isNaN(at) && { at }),
    ...(reason !== undefined && { reason: shownLine(reason, 2000) }),
    ...(commit !== undefined && { commit: shownLine(commit, 64) }),
  };
}

function cut(
  text: string,
  most: number,
  budget: { left: number },
): { readonly text: string; readonly isCut: boolean } {
  const kept = text.slice(0, Math.max(0, Math.min(most, budget.left)));
  budget.left -= kept.length;
  return { text: kept, isCut: kept.length < text.length };
}
