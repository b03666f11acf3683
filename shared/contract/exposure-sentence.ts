import type { ContainerExposure } from "./containers.ts";

/** Of more than these it is enough to know how many. */
const MOST_NAMED = 3;

/** Tells a person what a container sees that it was not to, and what is to be done. */
export function exposureSentence({ secrets, overlaid, isHeld }: Omit<ContainerExposure, "since">): string {
  const ofSecrets =
    secrets.length === 0
      ? []
      : [
          `${named(secrets)} ${came(secrets)} after its container was made, which does not hide ${it(secrets)}.`,
          isHeld ? "The container is held still." : "It can read that now.",
        ];
  const ofOverlaid =
    overlaid.length === 0
      ? []
      : [
          `${named(overlaid)} ${came(overlaid)} while it ran: it reads the project's own now, and not its version.`,
        ];
  return [...ofSecrets, ...ofOverlaid, "Recreate the container to mend that."].join(" ");
}

function named(paths: readonly string[]): string {
  const more = paths.length - MOST_NAMED;
  return `${paths.slice(0, MOST_NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function came({ length }: readonly string[]): string {
  return length === 1 ? "was replaced or added" : "were replaced or added";
}

function it({ length }: readonly string[]): string {
  return length === 1 ? "it" : "them";
}
