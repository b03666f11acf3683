import { z } from "zod";

/** Questions with more or longer parts than these can be answered in the terminal alone. */
const MAX_QUESTIONS = 8;
const MAX_OPTIONS = 20;
const MAX_QUESTION = 2000;
const MAX_HEADER = 200;
const MAX_LABEL = 500;
const MAX_DESCRIPTION = 2000;
/** The longest look at what an answer would be; programs show less of it. */
export const MAX_PREVIEW = 5000;
/** The longest answer in a person's own words. */
export const MAX_OWN_WORDS = 2000;

/** A question to a person, with the answers that are offered; the person may say something else. */
const Question = z.object({
  question: z.string().min(1).max(MAX_QUESTION),
  /** A word or two above it; may be empty. */
  header: z.string().max(MAX_HEADER),
  /** Whether more than one answer can be chosen. */
  takesSeveral: z.boolean(),
  options: z
    .array(
      z.object({
        label: z.string().min(1).max(MAX_LABEL),
        description: z.string().max(MAX_DESCRIPTION),
        /** What it would look like, with its line ends: a drawing, or code. */
        preview: z.string().min(1).max(MAX_PREVIEW).optional(),
      }),
    )
    .max(MAX_OPTIONS)
    .refine((options) => areDistinct(options.map(({ label }) => label))),
});
export type Question = z.infer<typeof Question>;

/** Questions that are asked together, and answered together; each is told from the others by its words. */
export const Questions = z
  .array(Question)
  .min(1)
  .max(MAX_QUESTIONS)
  .refine((questions) => areDistinct(questions.map(({ question }) => question)));
export type Questions = z.infer<typeof Questions>;

/** An answer to one question: labels that were offered, the person's own words, or both where it takes several. */
const Reply = z.object({
  chosen: z.array(z.string().max(MAX_LABEL)).max(MAX_OPTIONS),
  words: z.string().trim().min(1).max(MAX_OWN_WORDS).optional(),
});
export type Reply = z.infer<typeof Reply>;

/** The answers to questions, in the order of these. */
export const Replies = z.array(Reply).max(MAX_QUESTIONS);

/** Why these are no answers to the questions; nothing where they are. */
export function misfitOf(questions: Questions, replies: readonly Reply[]): string | undefined {
  const pairs = questions.map((question, place) => ({ question, reply: replies[place] }));
  if (replies.length > questions.length) return "There are more answers than questions.";
  for (const { question, reply } of pairs) {
    if (reply === undefined || replyText(reply) === "") return "Each question needs an answer.";
    const offered = new Set(question.options.map(({ label }) => label));
    if (!reply.chosen.every((label) => offered.has(label)) || !areDistinct(reply.chosen))
      return "Something was chosen that is not offered.";
    const count = reply.chosen.length + (reply.words === undefined ? 0 : 1);
    if (count > 1 && !question.takesSeveral) return "One of the questions takes one answer only.";
  }
  return undefined;
}

/** An answer in a line, as the program takes it. */
export function replyText({ chosen, words }: Reply): string {
  return [...chosen, ...(words === undefined ? [] : [words])].join(", ");
}

function areDistinct(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}
