import type Dockerode from "dockerode";
import { IMAGE_LABEL } from "../containers/labels.ts";

/** The part of an engine that knows of images. */
export type ImageEngine = Pick<Dockerode, "info" | "listImages">;

export interface FoundImage {
  readonly id: string;
  readonly builtAt: number;
  /** Whether it is made of what an image would be made of now. */
  readonly isCurrent: boolean;
}

/** Finds the image with this hash, or the latest one of Quorum's where there is none. */
export async function findImage(engine: ImageEngine, hash: string): Promise<FoundImage | undefined> {
  const images = await engine.listImages({ filters: { label: [IMAGE_LABEL] } });
  const found = images
    // What an engine calls dangling is half of a build, or was replaced.
    .filter(({ RepoTags }) => RepoTags?.some((tag) => tag !== "<none>:<none>") === true)
    .map(({ Id, Created, Labels }) => ({
      id: Id,
      builtAt: Created * 1000,
      isCurrent: Labels[IMAGE_LABEL] === hash,
    }))
    .toSorted((a, b) => b.builtAt - a.builtAt);
  return found.find(({ isCurrent }) => isCurrent) ?? found[0];
}
