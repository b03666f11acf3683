import { assertNever } from "../../../shared/base/assert-never.ts";
import type { ImageState } from "../../../shared/contract/containers.ts";
import { Button } from "../../ui/button.tsx";
import { durationText } from "../../ui/time-text.ts";
import type { ContainersCommands } from "./containers-commands.ts";
import { imageWords } from "./containers-words.ts";
import { CopiedCommand } from "../../ui/copied-command.tsx";
import { LastLines } from "./last-lines.tsx";
import { Part } from "./part.tsx";
import styles from "./image-part.module.css";

export interface ImagePartProps {
  readonly image: ImageState;
  readonly commands: ContainersCommands;
  /** Whether there is an engine that could build it. */
  readonly canBuild: boolean;
  readonly isAsked: boolean;
  readonly refusal: string | undefined;
  readonly now: number;
  readonly onCopy: (text: string) => void;
}

/** How the image stands, and while it is built how far that is. */
export function ImagePart({ image, commands, canBuild, isAsked, refusal, now, onCopy }: ImagePartProps) {
  const words = imageWords(image, now);
  const build = buildText(image);
  return (
    <Part
      label="Image of the agents"
      words={words}
      refusal={refusal}
      actions={
        image.kind === "building" ? (
          <Button
            label="Cancel the build"
            isDisabled={!canBuild}
            isBusy={isAsked}
            onPress={() => void commands.cancelBuild()}
          >
            Cancel
          </Button>
        ) : (
          build !== undefined && (
            <Button
              label={build === "Build" ? "Build the image" : `${build}, the image`}
              isPrimary={image.kind === "missing"}
              isDisabled={!canBuild}
              isBusy={isAsked}
              onPress={() => void commands.build()}
            >
              {build}
            </Button>
          )
        )
      }
    >
      {image.kind === "building" && (
        <div className={styles.progress}>
          <progress
            aria-label="Steps of the build"
            max={Math.max(1, image.of)}
            // A step that is under way is not done yet.
            {...(image.of === 0 ? {} : { value: Math.max(0, image.step - 1) })}
          />
          <time>{durationText(now - image.since)}</time>
        </div>
      )}
      {image.kind === "failed" && image.command !== undefined && (
        <CopiedCommand command={image.command} onCopy={onCopy} />
      )}
      {(image.kind === "building" || image.kind === "failed") && image.lastLines.length > 0 && (
        <LastLines label="Last lines of the build" lines={image.lastLines} />
      )}
    </Part>
  );
}

function buildText(image: ImageState): string | undefined {
  switch (image.kind) {
    case "unknown":
    case "building":
      return undefined;
    case "missing":
      return "Build";
    case "failed":
      return "Build again";
    case "stale":
    case "ready":
      return "Build anew";
    default:
      return assertNever(image);
  }
}
