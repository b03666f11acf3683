import { describe, it } from "vitest";
import { findClaudeCode } from "../rigs/claude-code/find-claude-code.ts";
import { leadThroughLife, LIFE_TIMEOUT_MS } from "./change-record-life.ts";
import { openClaudeScene } from "./claude-scene.ts";
import { Gate } from "./gate.ts";

describe.skipIf(findClaudeCode() === undefined)("a change record", () => {
  it(
    "is led from a message to its end by two agents who are told what to do, and nobody types",
    async () => {
      const opened = await openClaudeScene({ permissions: { allow: ["Bash"] } });
      await leadThroughLife({ ...opened, gate: await Gate.build() });
    },
    LIFE_TIMEOUT_MS,
  );
});
