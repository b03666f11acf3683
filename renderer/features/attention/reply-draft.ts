import type { Question, Questions, Reply } from "../../../shared/link/questions.ts";

/** An answer to one question while it is chosen and written. */
export interface ReplyDraft {
  readonly chosen: readonly string[];
  /** Whether the words belong to the answer; they are kept where they do not. */
  readonly usesWords: boolean;
  readonly words: string;
}

/** Nothing chosen yet, and nothing written. */
export const NO_REPLY: ReplyDraft = { chosen: [], usesWords: false, words: "" };

/** A draft for each question, as far as there are any. */
export function draftsFor(
  questions: Questions,
  drafts: readonly ReplyDraft[] | undefined,
): readonly ReplyDraft[] {
  return questions.map((_, place) => drafts?.[place] ?? NO_REPLY);
}

/** An offered answer is chosen, or no longer: in place of any other where the question takes one. */
export function withOption(
  { takesSeveral, options }: Question,
  draft: ReplyDraft,
  label: string,
  isChosen: boolean,
): ReplyDraft {
  if (!takesSeveral) return { ...draft, chosen: isChosen ? [label] : [], usesWords: false };
  const chosen = options
    .map((option) => option.label)
    .filter((one) => (one === label ? isChosen : draft.chosen.includes(one)));
  return { ...draft, chosen };
}

/** The person's own words, which count or do not: in place of what was chosen where the question takes one answer. */
export function withWords(
  { takesSeveral }: Question,
  draft: ReplyDraft,
  words: string,
  usesWords: boolean,
): ReplyDraft {
  return { chosen: usesWords && !takesSeveral ? [] : draft.chosen, usesWords, words };
}

/** The answers as they are sent. */
export function repliesOf(drafts: readonly ReplyDraft[]): Reply[] {
  return drafts.map(({ chosen, usesWords, words }) => {
    const said = usesWords ? words.trim() : "";
    return { chosen: [...chosen], ...(said === "" ? {} : { words: said }) };
  });
}
