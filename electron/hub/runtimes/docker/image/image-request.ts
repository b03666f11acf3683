import { createHash } from "node:crypto";
import type { ContextFile } from "./context-file.ts";

/** The repository of the images that Quorum makes; their tags are hashes. */
export const IMAGE_REPOSITORY = "quorum-agent";

/** Changes whenever images have to be made anew although nothing else has changed. */
const FORMAT = "1";
const HASH_LENGTH = 16;

/** All that an image is made of. */
export interface ImageRequest {
  readonly files: readonly ContextFile[];
  readonly args: Readonly<Record<string, string>>;
  /** Of the files and the arguments: equal hashes, equal images. */
  readonly hash: string;
}

/** Names what an image is to be made of. */
export function imageRequest(
  files: readonly ContextFile[],
  args: Readonly<Record<string, string>>,
): ImageRequest {
  const hash = createHash("sha256").update(FORMAT);
  const add = (...texts: readonly string[]): void => texts.forEach((text) => hash.update(text).update("\0"));
  for (const { path, content, isExecutable } of files.toSorted((a, b) => compare(a.path, b.path))) {
    add(path, String(isExecutable), createHash("sha256").update(content).digest("hex"));
  }
  for (const [name, value] of Object.entries(args).toSorted(([a], [b]) => compare(a, b))) add(name, value);
  return { files, args, hash: hash.digest("hex").slice(0, HASH_LENGTH) };
}

/** The name of the image with this hash. */
export function imageName(hash: string): string {
  return `${IMAGE_REPOSITORY}:${hash}`;
}

/** The same order on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
