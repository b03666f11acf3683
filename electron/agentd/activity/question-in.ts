import { z } from "zod";
import { MAX_PREVIEW, Questions } from "../../../shared/link/questions.ts";

/** The tool by which a program asks the person. */
export const ASKING_TOOL = "AskUserQuestion";

const Worded = z.object({ questions: z.array(z.object({ question: z.string() })).min(1) });

/** As Claude Code has them; what is not said may be left out. */
const Asked = z.object({
  questions: z.array(
    z.object({
      question: z.string(),
      header: z.string().default(""),
      multiSelect: z.boolean().default(false),
      options: z
        .array(
          z.object({
            label: z.string(),
            description: z.string().default(""),
            preview: z.string().transform(cutPreview).optional(),
          }),
        )
        .default([]),
    }),
  ),
});

/** What a tool that asks the person wants to know, in a line. */
export function questionIn(input: string | undefined): string {
  const worded = Worded.safeParse(jsonIn(input));
  // Cut, or of another version: that it asks is known all the same.
  if (!worded.success) return "It has a question.";
  return worded.data.questions.map(({ question }) => question).join(" ");
}

/** The questions that a tool asks the person, where all of them are there and can be answered. */
export function questionsIn(input: string | undefined): Questions | undefined {
  const asked = Asked.safeParse(jsonIn(input));
  if (!asked.success) return undefined;
  return Questions.safeParse(
    asked.data.questions.map(({ multiSelect, ...question }) => ({ ...question, takesSeveral: multiSelect })),
  ).data;
}

/** It helps to choose and is no part of what is asked: too long a one keeps nobody from answering. */
function cutPreview(text: string): string | undefined {
  if (text.trim() === "") return undefined;
  return text.length <= MAX_PREVIEW ? text : `${text.slice(0, MAX_PREVIEW - 1)}…`;
}

function jsonIn(input: string | undefined): unknown {
  try {
    return JSON.parse(input ?? "");
  } catch {
    return undefined;
  }
}
