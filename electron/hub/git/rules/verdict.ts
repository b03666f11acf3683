/** What an agent may do with the project's repository. */
export type GitRole = "reader" | "writer";

/** What the rules need to know of the agent that asks. */
export interface GitContext {
  /** The branches of a remote that the agent may push to; `*` stands for anything. */
  readonly branches: readonly string[];
  /** The remotes that it may name. */
  readonly remotes: readonly string[];
  /** The folder in the project, with `/`, in which it may make worktrees. */
  readonly worktrees: string;
}

/** What becomes of a call: a command line of our own making for git, or a sentence for the agent. */
export type GitVerdict =
  | {
      readonly kind: "run";
      /** For git, behind the options that every call gets. */
      readonly argv: readonly string[];
      /** Whether it may change the repository, the files or a remote. */
      readonly changes: boolean;
    }
  | { readonly kind: "refused"; readonly reason: string };

export function refused(reason: string): GitVerdict {
  return { kind: "refused", reason };
}
