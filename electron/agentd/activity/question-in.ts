import { z } from "zod";

const Questions = z.object({ questions: z.array(z.object({ question: z.string() })).min(1) });

/** What a tool that asks the person wants to know. */
export function questionIn(input: string | undefined): string {
  try {
    const { questions } = Questions.parse(JSON.parse(input ?? ""));
    return questions.map(({ question }) => question).join(" ");
  } catch {
    // Cut, or of another version: that it asks is known all the same.
    return "It has a question.";
  }
}
