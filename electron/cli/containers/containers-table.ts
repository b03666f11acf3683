import { assertNever } from "../../../shared/base/assert-never.ts";
import type { ContainersView, EngineState, ImageState } from "../../../shared/contract/containers.ts";
import { exposureSentence } from "../../../shared/contract/exposure-sentence.ts";
import { plainText } from "../plain-text.ts";
import { textTable } from "../text-table.ts";

const HEADINGS = ["AGENT", "CONTAINER", "IMAGE"];
const ID_LENGTH = 12;

/** The engine and the image, and the container of each agent that has one. */
export function containersTable(
  { engine, image, agents, containers, grants, missingIgnoreRules }: ContainersView,
  { isStyled }: { readonly isStyled: boolean },
): string {
  const rows = agents.map((agent) => {
    const container = containers.find((one) => one.agent === agent);
    if (container === undefined) return [agent, "-", "-"];
    const stale = container.isImageStale ? ", not the latest" : "";
    return [agent, shortId(container.id), `${plainText(container.image)}${stale}`];
  });
  const asking = grants.filter(({ isAllowed }) => !isAllowed);
  return [
    engineInWords(engine),
    imageInWords(image),
    "",
    ...(rows.length === 0 ? ["All agents run natively."] : textTable({ headings: HEADINGS, rows, isStyled })),
    ...asking.map(
      ({ agent }) => `${agent} asks for more than the project: see \`quorum containers allow ${agent}\`.`,
    ),
    ...containers.flatMap(({ agent, exposure }) =>
      exposure === undefined ? [] : [`${agent}: ${plainText(exposureSentence(exposure))}`],
    ),
    ...containers.flatMap(({ agent, notSearched }) =>
      notSearched === undefined
        ? []
        : [
            `${agent}: from ${plainText(notSearched)} on, .env files were not looked for, and are not hidden.`,
          ],
    ),
    ...missingIgnoreRules.map((rule) => `.gitignore does not say ${rule}, where agents keep their logins.`),
  ].join("\n");
}

/** How the engine stands, with what mends it. */
export function engineInWords(engine: EngineState): string {
  switch (engine.kind) {
    case "looking":
      return "Docker is being looked for.";
    case "ok":
      return `Docker ${plainText(engine.version)}.`;
    case "missing":
    case "not-running":
    case "no-permission":
    case "disk-full": {
      const sentence = plainText(engine.sentence);
      return engine.command === undefined ? sentence : `${sentence} Try: ${plainText(engine.command)}`;
    }
    default:
      return assertNever(engine);
  }
}

function imageInWords(image: ImageState): string {
  switch (image.kind) {
    case "unknown":
      return "The image is not known.";
    case "missing":
      return "There is no image: `quorum containers build` makes it.";
    case "stale":
      return "The image is of another version: `quorum containers build` makes it anew.";
    case "building":
      return `The image is being built, step ${image.step} of ${image.of}.`;
    case "ready":
      return `The image is ${shortId(image.id)}.`;
    case "failed":
      return `The image was not built: ${plainText(image.reason)}`;
    default:
      return assertNever(image);
  }
}

function shortId(id: string): string {
  return plainText(id)
    .replace(/^sha256:/, "")
    .slice(0, ID_LENGTH);
}
