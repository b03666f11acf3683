import { join } from "node:path";
import { findInLines } from "../find-in-lines.ts";
import type { AgentProgram } from "../agent-program.ts";
import { USUAL_TYPING } from "../typed-text.ts";
import { readScriptedScreen } from "./scripted-screen.ts";

const TRANSCRIPT_FILE = "transcript.jsonl";

/** The scripted agent: it reports of itself without hooks of its own, and keeps a transcript in the session's folder. */
export const scriptedProgram: AgentProgram = {
  kind: "scripted",
  prepare: async ({ folder, earlier }) => ({
    args: [],
    environment: {
      SCRIPTED_TRANSCRIPT: join(folder, TRANSCRIPT_FILE),
      ...(earlier === undefined ? {} : { SCRIPTED_CONTINUES: earlier.transcript }),
    },
  }),
  signals: {
    typing: USUAL_TYPING,
    readTitle: (title) => (title.endsWith("· idle") ? "idle" : title.endsWith("· busy") ? "busy" : undefined),
    readScreen: readScriptedScreen,
    statusFile: () => undefined,
    find: (transcript, text, since) =>
      findInLines(
        transcript,
        ({ text: said, at }) =>
          typeof said === "string" && said.includes(text) && typeof at === "number" && at >= since,
      ),
  },
};
