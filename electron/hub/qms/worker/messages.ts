import type { QmsReport, QmsRequest } from "../../../../shared/qms/request.ts";
import type { AgentCommand } from "../command/agent-command.ts";
import type { CommandOutcome } from "../command/perform-command.ts";

/** What the worker is given at its start. */
export interface WorkerStart {
  /** The project's root. */
  readonly root: string;
}

/** What the hub asks of the worker, and what it answers with. */
export interface WorkerTasks {
  readonly perform: {
    readonly input: { readonly user: string; readonly request: QmsRequest };
    readonly output: QmsReport;
  };
  readonly run: {
    readonly input: { readonly agent: string; readonly key: string; readonly command: AgentCommand };
    readonly output: CommandOutcome;
  };
  readonly call: {
    readonly input: { readonly user: string; readonly key: string; readonly request: QmsRequest };
    readonly output: CommandOutcome;
  };
  /** Makes a QMS project of the root, which is none yet. */
  readonly initialize: {
    readonly input: { readonly seed: string };
    readonly output: QmsReport;
  };
  readonly archiveShown: {
    readonly input: { readonly user: string; readonly names: readonly string[] };
    readonly output: undefined;
  };
}
export type WorkerTask = keyof WorkerTasks;

export type WorkerRequest = {
  [Task in WorkerTask]: {
    readonly id: number;
    readonly task: Task;
    readonly input: WorkerTasks[Task]["input"];
  };
}[WorkerTask];

/** How a request ended. */
export type WorkerAnswer =
  | { readonly kind: "done"; readonly id: number; readonly output: unknown }
  /** The QMS said no, in this sentence. */
  | { readonly kind: "refused"; readonly id: number; readonly sentence: string }
  /** A defect: for the log, not for a person. */
  | { readonly kind: "failed"; readonly id: number; readonly report: string };

/** Another program has the project's lock: nothing was done, and the request may come again. */
export interface WorkerBusy {
  readonly kind: "busy";
  readonly id: number;
  /** The answer for one who does not want to try again. */
  readonly otherwise: WorkerAnswer;
}

export type WorkerReply =
  | WorkerAnswer
  | WorkerBusy
  /** What the store met and could work around. */
  | { readonly kind: "warning"; readonly sentence: string };
