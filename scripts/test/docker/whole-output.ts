import { z } from "zod";

const Message = z.object({ error: z.string().optional() });

/** Reads what an engine says while it works, to its end; rejects with what went wrong. */
export async function wholeOutput(output: NodeJS.ReadableStream): Promise<void> {
  let text = "";
  for await (const chunk of output) text += String(chunk);
  for (const line of text.split("\n").filter((candidate) => candidate.trim() !== "")) {
    const { error } = Message.parse(JSON.parse(line));
    if (error !== undefined) throw new Error(error);
  }
}
