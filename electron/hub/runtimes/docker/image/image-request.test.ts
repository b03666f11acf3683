import { describe, expect, it } from "vitest";
import type { ContextFile } from "./context-file.ts";
import { imageRequest } from "./image-request.ts";

const file = (path: string, text: string, isExecutable = false): ContextFile => ({
  path,
  content: Buffer.from(text),
  isExecutable,
});
const FILES = [file("a", "1"), file("b", "2")];
const ARGS = { BASE: "debian", AGENT_UID: "1000" };
const { hash } = imageRequest(FILES, ARGS);

describe("the hash of an image", () => {
  it("is the same for the same things in another order", () => {
    const args = { AGENT_UID: "1000", BASE: "debian" };
    expect(imageRequest(FILES.toReversed(), args).hash).toBe(hash);
  });

  it.each([
    { name: "a file's content", files: [file("a", "1"), file("b", "3")], args: ARGS },
    { name: "a file's name", files: [file("a", "1"), file("c", "2")], args: ARGS },
    { name: "what may be run", files: [file("a", "1", true), file("b", "2")], args: ARGS },
    { name: "a file more", files: [...FILES, file("c", "")], args: ARGS },
    { name: "an argument", files: FILES, args: { ...ARGS, AGENT_UID: "1001" } },
    { name: "an argument more", files: FILES, args: { ...ARGS, AGENT_GID: "1000" } },
  ])("changes with $name", ({ files, args }) => {
    expect(imageRequest(files, args).hash).not.toBe(hash);
  });

  it("is one that engines take as a tag", () => {
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
  });
});
