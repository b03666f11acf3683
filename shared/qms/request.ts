/** What a user may ask of the QMS: one shape per command. The command, the window and the tools all ask in these. */
export type QmsRequest =
  | {
      readonly kind: "create";
      readonly type: string;
      readonly title?: string | undefined;
      readonly parent?: string | undefined;
      readonly name?: string | undefined;
    }
  | {
      readonly kind: "read";
      readonly id: string;
      readonly draft?: boolean | undefined;
      readonly version?: string | undefined;
    }
  | { readonly kind: "checkout"; readonly id: string }
  | { readonly kind: "checkin"; readonly id: string }
  | {
      readonly kind: "route";
      readonly id: string;
      readonly review?: boolean | undefined;
      readonly approval?: boolean | undefined;
      readonly assign?: readonly string[] | undefined;
      readonly retire?: boolean | undefined;
    }
  | { readonly kind: "assign"; readonly id: string; readonly assignees: readonly string[] }
  | {
      readonly kind: "review";
      readonly id: string;
      readonly comment: string;
      readonly outcome: ReviewOutcome;
    }
  | { readonly kind: "approve"; readonly id: string }
  | { readonly kind: "reject"; readonly id: string; readonly comment: string }
  | { readonly kind: "withdraw"; readonly id: string }
  | { readonly kind: "release"; readonly id: string }
  | { readonly kind: "revert"; readonly id: string; readonly reason: string }
  | { readonly kind: "close"; readonly id: string }
  | { readonly kind: "cancel"; readonly id: string; readonly confirm?: boolean | undefined }
  | { readonly kind: "fix"; readonly id: string }
  | { readonly kind: "status"; readonly id: string }
  | { readonly kind: "history"; readonly id: string }
  | { readonly kind: "comments"; readonly id: string; readonly version?: string | undefined }
  /** What the user can do with a document, and who must act on it. */
  | { readonly kind: "actions"; readonly id: string }
  | { readonly kind: "types" }
  | { readonly kind: "workspace" }
  | InteractRequest
  | { readonly kind: "inbox"; readonly peek?: boolean | undefined }
  | { readonly kind: "inbox-archived"; readonly date?: string | undefined }
  | { readonly kind: "inbox-show"; readonly item: string }
  | { readonly kind: "inbox-archive-item"; readonly item: string }
  /** Puts what was archived on a day back into the inbox. */
  | { readonly kind: "inbox-restore-item"; readonly item: string; readonly date: string }
  | { readonly kind: "inbox-archive-notifications" }
  | { readonly kind: "message"; readonly recipient: string; readonly subject: string; readonly body: string }
  | { readonly kind: "namespace-list" }
  | { readonly kind: "namespace-add"; readonly name: string }
  | { readonly kind: "user-list" }
  | { readonly kind: "user-add"; readonly name: string; readonly group?: string | undefined }
  | { readonly kind: "init"; readonly root?: string | undefined; readonly yes?: boolean | undefined }
  | { readonly kind: "migrate"; readonly dryRun?: boolean | undefined; readonly force?: boolean | undefined }
  | { readonly kind: "verify-migration" };

/** The steps of a document that is written by answering prompts; without an action the next prompt is shown. */
export interface InteractRequest {
  readonly kind: "interact";
  readonly id: string;
  readonly action?: InteractAction | undefined;
}

export type InteractAction =
  | { readonly kind: "respond"; readonly value: string; readonly reason?: string | undefined }
  | { readonly kind: "goto"; readonly prompt: string; readonly reason?: string | undefined }
  | { readonly kind: "cancel-goto" }
  | { readonly kind: "reopen"; readonly loop: string; readonly reason?: string | undefined }
  | { readonly kind: "progress" }
  | { readonly kind: "compile" };

export type ReviewOutcome = "RECOMMEND" | "UPDATES_REQUIRED";

/** What the QMS answers to a request that it carried out: the text of the command. */
export interface QmsReport {
  /** What goes to standard output, without the last line end. */
  readonly text: string;
  /** What went wrong beside it without undoing it, a sentence each, for standard error. */
  readonly warnings: readonly string[];
  /** Whether all that was asked was done; a preview, for one, is not. */
  readonly isDone: boolean;
  /** Names of the notifications that the text shows, which are archived once it has reached its reader. */
  readonly shown: readonly string[];
}
