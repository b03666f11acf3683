import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { leadThroughLife, LIFE_TIMEOUT_MS } from "./change-record-life.ts";
import { openContainerScene } from "./container-scene.ts";
import { Gate } from "./gate.ts";

const RESULT = ".claude/users/claude/workspace/NUMBERS.md";

it(
  "a change record is led from a message to its end by two agents in containers without a network, and nobody types",
  async () => {
    const opened = await openContainerScene({ permissions: { allow: ["Bash"] } });
    const gate = await Gate.build("node");
    await opened.doors.open(gate.port);
    await leadThroughLife({ ...opened, gate, result: RESULT });
    expect(readFileSync(join(opened.scene.project, RESULT), "utf8")).toBe("by hand\n");
  },
  LIFE_TIMEOUT_MS,
);
