import type { OptionRules, ReadArguments } from "./read-arguments.ts";
import type { GitContext, GitVerdict } from "./verdict.ts";

/** A sub-command that may be used. */
export interface Verb {
  readonly options: OptionRules;
  /** Makes git's command line of what was asked for, or says why not. */
  arrange(asked: ReadArguments, context: GitContext): GitVerdict;
}

/** Behind it git takes nothing for an option. */
export const END_OF_OPTIONS = "--end-of-options";
