import { MAX_OWN_WORDS, replyText, type Questions, type Reply } from "../../../shared/link/questions.ts";
import { CommandError, EXIT } from "../command-error.ts";
import { plainText } from "../plain-text.ts";

/** The answers to questions as they were typed, one for each: what is offered, several with commas, else own words. */
export function repliesIn(questions: Questions, said: readonly string[]): Reply[] {
  return said.map((text, place) => {
    const { options = [], takesSeveral = false } = questions[place] ?? {};
    const isOffered = (label: string): boolean => options.some((option) => option.label === label);
    if (isOffered(text)) return { chosen: [text] };
    const labels = text.split(",").map((part) => part.trim());
    if (takesSeveral && labels.every(isOffered)) return { chosen: labels };
    const words = text.trim();
    if (words.length > MAX_OWN_WORDS)
      throw new CommandError(`An answer has up to ${MAX_OWN_WORDS} characters.`, EXIT.usage);
    return { chosen: [], ...(words === "" ? {} : { words }) };
  });
}

/** Each question with its answer, in one line. */
export function repliesInWords(questions: Questions, replies: readonly Reply[]): string {
  const each = questions.map(({ question }, place) => {
    const reply = replies[place] ?? { chosen: [] };
    return `${question} ${replyText(reply)}${reply.words === undefined ? "" : " (your own words)"}`;
  });
  return plainText(each.join("; "));
}

/** Each question with what it offers, in one line. */
export function questionsInWords(questions: Questions): string {
  const each = questions.map(({ question, options }) => {
    const labels = options.map(({ label }) => label).join(", ");
    return labels === "" ? question : `${question} (${labels})`;
  });
  return plainText(each.join(" "));
}
