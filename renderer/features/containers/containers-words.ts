import { assertNever } from "../../../shared/base/assert-never.ts";
import type { AgentState } from "../../../shared/contract/agents.ts";
import type { EngineState, ImageState } from "../../../shared/contract/containers.ts";
import { agoText } from "../../ui/time-text.ts";
import { openGrants, type ContainersState } from "./containers-store.ts";

export type ContainersTone = "quiet" | "busy" | "ok" | "warn" | "bad";

/** What is said of an engine or an image: how it stands, and what that means. */
export interface PartWords {
  readonly tone: ContainersTone;
  readonly title: string;
  readonly detail?: string;
}

export function engineWords(state: EngineState): PartWords {
  switch (state.kind) {
    case "looking":
      return { tone: "busy", title: "Looking for Docker…" };
    case "missing":
      return trouble("Docker is not installed", state);
    case "not-running":
      return trouble("Docker is not running", state);
    case "no-permission":
      return trouble("Docker may not be used", state);
    case "disk-full":
      return trouble("Docker's disk is full", state);
    case "ok":
      return { tone: "ok", title: `Docker ${state.version}` };
    default:
      return assertNever(state);
  }
}

/** A sentence that begins with the title goes on from it. */
function trouble(title: string, { sentence }: { readonly sentence: string }): PartWords {
  const rest = sentence.startsWith(title) ? sentence.slice(title.length).replace(/^[:.,]?\s+/, "") : sentence;
  return { tone: "bad", title, detail: rest.charAt(0).toUpperCase() + rest.slice(1) };
}

export function imageWords(state: ImageState, now: number): PartWords {
  switch (state.kind) {
    case "unknown":
      return { tone: "quiet", title: "Image not known", detail: "It is looked for when Docker is there." };
    case "missing":
      return {
        tone: "warn",
        title: "No image yet",
        detail: "Agents in containers need one. It is built once, and takes a few minutes.",
      };
    case "stale":
      return {
        tone: "warn",
        title: "Image of another version",
        detail: `Built ${builtText(state.builtAt, now)}. Build it anew, and agents get it when they are recreated or started. What runs keeps it until then.`,
      };
    case "building":
      return {
        tone: "busy",
        title: state.of === 0 ? "Building the image…" : `Building the image, step ${stepText(state)}`,
        ...(state.text === "" ? {} : { detail: state.text }),
      };
    case "ready":
      return { tone: "ok", title: `Image built ${builtText(state.builtAt, now)}` };
    case "failed":
      return { tone: "bad", title: "The image was not built", detail: state.reason };
    default:
      return assertNever(state);
  }
}

/** How the containers of a project stand as a whole, in few words; nothing where nothing is to be done about them. */
export function troubleOf(state: ContainersState): PartWords | undefined {
  const { known } = state;
  if (known === undefined || known.agents.length === 0) return undefined;
  const engine = engineWords(known.engine);
  if (engine.tone === "bad") return engine;
  const [grant] = openGrants(state);
  if (grant !== undefined) return { tone: "warn", title: `${grant.agent} asks for more than the project` };
  const exposed = known.containers.find(({ exposure }) => exposure !== undefined);
  if (exposed !== undefined) return { tone: "bad", title: `${exposed.agent} sees what it should not` };
  const image = imageWords(known.image, 0);
  if (known.image.kind === "stale") return { tone: "warn", title: "The image is of another version" };
  return image.tone === "bad" || image.tone === "warn" || image.tone === "busy" ? image : undefined;
}

/** How the engine and the image stand, in few words for the edge of the window; nothing where no agent needs them. */
export function engineStatus(
  state: ContainersState,
): { readonly tone: ContainersTone; readonly title: string } | undefined {
  const { known } = state;
  if (known === undefined || known.agents.length === 0) return undefined;
  const wrong = troubleOf(state);
  if (wrong !== undefined) return { tone: wrong.tone, title: wrong.title };
  const engine = engineWords(known.engine);
  const count = known.containers.length;
  const running = count === 0 ? "" : ` · ${String(count)} ${count === 1 ? "container" : "containers"}`;
  return { tone: engine.tone, title: `${engine.title}${running}` };
}

/** How much of a machine's memory is used. */
export function memoryText({ used, total }: { readonly used: number; readonly total: number }): string {
  return `${bytesText(used)} of ${bytesText(total)}`;
}

/** What is said of an agent that has no container here, as far as is known. */
export function absenceText(state: AgentState["kind"], isEngineThere: boolean): string {
  if (state === "starting") return "Its container is being made.";
  // It may run on, or be gone with the engine: nobody can look.
  if (state === "lost" && !isEngineThere) return "Its container is not seen while Docker is away.";
  return "It has no container now. It gets one when it starts.";
}

/** What is said where a project is too large to be searched as a whole. */
export function notSearchedText(from: string): string {
  return `The project has too many folders: from ${from} on, .env files were not looked for, and are not hidden. Name what is to be hidden under masks in quorum.json.`;
}

/** An id as Docker itself shortens it. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, "").slice(0, 12);
}

/** An image by its name, or by its id as Docker itself shortens it. */
export function imageName(image: string): string {
  return image.startsWith("sha256:") ? `Image ${shortId(image)}` : image;
}

/** An amount of bytes in three digits at most: 512 B, 1.5 MB, 12 GB. */
export function bytesText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let amount = bytes;
  let unit = 0;
  while (amount >= 999.5 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const text = unit === 0 || amount >= 99.5 ? amount.toFixed(0) : amount.toPrecision(amount < 9.95 ? 2 : 3);
  return `${text.replace(/\.0$/, "")} ${units[unit] ?? ""}`;
}

/** A share of processors: 4 %, 150 %. */
export function cpuText(cpu: number): string {
  const percent = cpu * 100;
  return `${percent < 10 && percent > 0 ? percent.toFixed(1).replace(/\.0$/, "") : percent.toFixed(0)} %`;
}

function stepText({ step, of }: { readonly step: number; readonly of: number }): string {
  return `${String(step)} of ${String(of)}`;
}

function builtText(at: number, now: number): string {
  const ago = agoText(at, now);
  if (ago === "now") return "just now";
  // A date stands by itself; a duration is one that has gone by.
  return / (?:s|min|h|d)$/.test(ago) ? `${ago} ago` : ago;
}
