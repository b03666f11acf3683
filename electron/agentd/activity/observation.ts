import type { HookReport } from "../../../shared/link/hook-calls.ts";
import type { Questions } from "../../../shared/link/questions.ts";
import type { ScreenReading } from "../programs/agent-program.ts";

/** What the program's own file says of it. */
export interface StatusReading {
  readonly status: "idle" | "busy" | "waiting";
  /** In the program's words. */
  readonly text: string;
  /** When the program wrote it, by the clock of the disk. */
  readonly writtenAt: number;
}

/** A request for permission, or questions, that can be answered from outside of the terminal. */
export type OpenAsk = { readonly id: string; readonly text: string } & (
  | { readonly what: "permission"; readonly tool: string; readonly input: string }
  | { readonly what: "question"; readonly questions: Questions }
);

/** Something that was seen of the program, by one source. */
export type Observation = { readonly at: number } & (
  | { readonly kind: "hook"; readonly report: HookReport }
  /** Also where nothing changed: that it still holds is news. Nothing where there is no such file. */
  | { readonly kind: "status"; readonly reading: StatusReading | undefined }
  | { readonly kind: "title"; readonly mark: "idle" | "busy" | undefined }
  | { readonly kind: "screen"; readonly reading: ScreenReading }
  | { readonly kind: "ask"; readonly ask: OpenAsk | undefined }
  | { readonly kind: "ended"; readonly text: string }
);
