import { Readable } from "node:stream";
import type Dockerode from "dockerode";
import { BUILD_BEGINS, parseBuildMessage, withMessage, type BuildProgress } from "./build-progress.ts";
import { IMAGE_LABEL } from "../containers/labels.ts";
import { IMAGE_REPOSITORY, imageName, type ImageRequest } from "./image-request.ts";
import { tarOf } from "./tar.ts";

/** The part of an engine that builds images. */
export type BuildEngine = Pick<Dockerode, "buildImage" | "getImage">;

export interface BuildOptions {
  readonly onProgress: (progress: BuildProgress) => void;
  readonly signal: AbortSignal;
}

/** A build that ended without an image; `lastLines` say how. */
export class BuildError extends Error {
  override readonly name = "BuildError";
  readonly lastLines: readonly string[];

  constructor(reason: string, lastLines: readonly string[]) {
    super(reason);
    this.lastLines = lastLines;
  }
}

/**
 * Builds an image and names it. It is the builder that every engine has, also those that are not Docker's; with its
 * connection it ends, and leaves no container.
 */
export async function buildImage(
  engine: BuildEngine,
  { files, args, hash }: ImageRequest,
  { onProgress, signal }: BuildOptions,
): Promise<string> {
  const output = await engine.buildImage(Readable.from([tarOf(files)]), {
    t: imageName(hash),
    buildargs: { ...args },
    labels: { [IMAGE_LABEL]: hash },
    rm: true,
    forcerm: true,
    version: "1",
    abortSignal: signal,
  });
  let progress = BUILD_BEGINS;
  for await (const line of linesOf(output)) {
    const message = parseBuildMessage(line);
    if (message === undefined) continue;
    progress = withMessage(progress, message);
    onProgress(progress);
  }
  signal.throwIfAborted();
  const { error, imageId, lastLines } = progress;
  if (error !== undefined) throw new BuildError(error, lastLines);
  if (imageId === undefined)
    throw new BuildError("The engine stopped building, and did not say why.", lastLines);
  // For people at a terminal, who do not know hashes.
  await engine.getImage(imageName(hash)).tag({ repo: IMAGE_REPOSITORY, tag: "latest" });
  return imageId;
}

async function* linesOf(output: NodeJS.ReadableStream): AsyncGenerator<string> {
  output.setEncoding("utf8");
  let rest = "";
  for await (const chunk of output) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest;
}
