import { expect, it } from "vitest";
import type { ImageState } from "../../../../../shared/contract/containers.ts";
import { HubError } from "../../../../../shared/contract/errors.ts";
import { BuildError } from "./build-image.ts";
import { failedState } from "./failed-state.ts";

const BUILDING: ImageState = { kind: "building", since: 0, step: 3, of: 9, text: "RUN x", lastLines: ["x"] };
const FULL = {
  kind: "failed",
  reason:
    "The disk that Docker keeps its data on is full. Free some space, for one with `docker system prune`, and try again.",
  command: "docker system prune",
};
const RUN_FAILED = "The command '/bin/sh -c npm ci' returned a non-zero code: 228";

it.each([
  [
    "the engine, of a layer",
    new BuildError("failed to register layer: write /a: no space left on device", []),
  ],
  [
    "npm, in a step",
    new BuildError(RUN_FAILED, ["npm error code ENOSPC", "npm error nospc write", RUN_FAILED]),
  ],
  [
    "apt, in a step",
    new BuildError(RUN_FAILED, ["E: Write error - write (28: No space left on device)", RUN_FAILED]),
  ],
  [
    "the engine, before it begins",
    Object.assign(new Error("(HTTP code 500) server error - x"), {
      statusCode: 500,
      json: {
        message: "Error processing tar file(exit status 1): write /agentd.js: no space left on device",
      },
    }),
  ],
])("a full disk is told with what mends it, where it is said by %s", (_who, error) => {
  expect(failedState(error, BUILDING)).toMatchObject(FULL);
});

it("a disk that was full long before the end is not what it failed of", () => {
  const lines = ["No space left on device", ...Array.from({ length: 12 }, (_each, index) => `line ${index}`)];
  const state = failedState(new BuildError(RUN_FAILED, lines), BUILDING);
  expect(state).toEqual({
    kind: "failed",
    reason: "Step 3 of 9 failed with 228. What it said last tells why; mend that, and build again.",
    lastLines: lines,
  });
});

it("what is known in a sentence is told in it, and the rest in ours", () => {
  const known = new HubError("unavailable", "Docker is away.");
  expect(failedState(known, BUILDING)).toEqual({
    kind: "failed",
    reason: "Docker is away.",
    lastLines: ["x"],
  });
  expect(failedState(new TypeError("defect"), BUILDING)).toMatchObject({
    reason: "The engine broke off the build.",
  });
});
