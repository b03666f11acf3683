import { describe, expect, it } from "vitest";
import {
  BUILD_BEGINS,
  parseBuildMessage,
  withMessage,
  type BuildMessage,
  type BuildProgress,
} from "./build-progress.ts";

function after(...messages: readonly BuildMessage[]): BuildProgress {
  return messages.reduce(withMessage, BUILD_BEGINS);
}

describe("the progress of a build", () => {
  it("tells the step, and how many there are", () => {
    const progress = after(
      { stream: "Step 3/12 : RUN apt-get update" },
      { stream: "\n" },
      { stream: " ---> Running in 0123\n" },
    );
    expect(progress).toMatchObject({ step: 3, of: 12, text: "RUN apt-get update" });
    expect(progress.lastLines).toEqual(["Step 3/12 : RUN apt-get update", "---> Running in 0123"]);
  });

  it("puts lines together that come in parts, and parts lines that come at once", () => {
    const progress = after({ stream: "one" }, { stream: " line\nand an" }, { stream: "other\r\n10%\r20%\n" });
    expect(progress.lastLines).toEqual(["one line", "and another", "10%", "20%"]);
  });

  it("keeps the last lines only, and nothing that steers a terminal", () => {
    const text = Array.from({ length: 1000 }, (_, index) => `\u001b[31mline ${index}\u001b[0m\u0007\n`).join(
      "",
    );
    const { lastLines } = after({ stream: text }, { stream: "x".repeat(100_000) });
    expect(lastLines).toHaveLength(200);
    expect(lastLines.at(-1)).toBe("line 999");
  });

  it("shows how the base image comes without keeping a line for each percent", () => {
    const progress = after(
      { status: "Pulling from library/node", id: "24-bookworm-slim" },
      { status: "Downloading", id: "4f4f", progress: "[=>   ] 1MB/30MB" },
      { status: "Downloading", id: "4f4f", progress: "[==>  ] 2MB/30MB" },
    );
    expect(progress.text).toBe("4f4f Downloading [==> ] 2MB/30MB");
    expect(progress.lastLines).toEqual(["24-bookworm-slim Pulling from library/node"]);
  });

  it("ends with the image, or with what went wrong", () => {
    expect(after({ aux: { ID: "sha256:1" } })).toMatchObject({ imageId: "sha256:1" });
    const failed = after({ stream: "no such pack" }, { stream: "age" }, { error: "returned 100" });
    expect(failed).toMatchObject({ error: "returned 100", lastLines: ["no such package", "returned 100"] });
  });

  it("passes over what is no message", () => {
    expect(parseBuildMessage("")).toBeUndefined();
    expect(parseBuildMessage('{"stream": 7}')).toBeUndefined();
    expect(parseBuildMessage("[]")).toBeUndefined();
    expect(parseBuildMessage('{"stream":"x","new":true}')).toEqual({ stream: "x" });
  });
});
