import { HubError } from "../../../../../shared/contract/errors.ts";
import { hasCode } from "../../../files/has-code.ts";

/** What an engine answered, as dockerode throws it. */
interface EngineRefusal {
  readonly status: number;
  readonly text: string;
}

/** What mends a full disk of the engine: all that no container uses goes. */
export const PRUNE_COMMAND = "docker system prune";
/** Said of a disk that is not ours to look at: where the engine keeps images and containers. */
export const DISK_FULL = `The disk that Docker keeps its data on is full. Free some space, for one with \`${PRUNE_COMMAND}\`, and try again.`;

const NOT_RUNNING = "Docker is not running. Start it, and try again; agents that run natively need none.";

/** Whether the engine knows no such thing. */
export function isMissing(error: unknown): boolean {
  return refusalOf(error)?.status === 404;
}

/** Whether another container has the name that one was to get. */
export function isNameTaken(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal?.status === 409 && /name .*already in use/is.test(refusal.text);
}

/** Whether a container that was to be held still is. */
export function isHeldAlready(error: unknown): boolean {
  const refusal = refusalOf(error);
  return refusal?.status === 409 && /already paused/i.test(refusal.text);
}

/** Whether what was asked for is so already, or is just being done. */
export function isDoneAlready(error: unknown): boolean {
  const refusal = refusalOf(error);
  if (refusal === undefined) return false;
  return (
    refusal.status === 304 ||
    refusal.status === 404 ||
    (refusal.status === 409 && /already in progress|not running/.test(refusal.text))
  );
}

/** Whether this is how an engine, or a program in its containers, says that there is no space left. */
export function tellsFullDisk(text: string): boolean {
  return /no space left on device|\bENOSPC\b|disk quota exceeded/i.test(text);
}

/** Whether the engine could not be reached at all; a failure with a file of ours has a code as well. */
export function isOutOfReach(error: unknown): boolean {
  return (
    error instanceof Error &&
    refusalOf(error) === undefined &&
    "code" in error &&
    typeof error.code === "string" &&
    !("path" in error) &&
    !hasCode(error, "ENOSPC", "EDQUOT")
  );
}

/** What went wrong with an engine as a failure with a sentence for a person; what is not the engine's stays what it is. */
export function engineProblem(error: unknown): unknown {
  if (error instanceof HubError) return error;
  const refusal = refusalOf(error);
  if (refusal !== undefined) return new HubError("unavailable", sentenceOf(refusal), { cause: error });
  if (!isOutOfReach(error) || !(error instanceof Error)) return error;
  const isDenied = "code" in error && (error.code === "EACCES" || error.code === "EPERM");
  const sentence = isDenied
    ? "You may not use Docker: its socket is not for you. Look under Containers for what to do."
    : NOT_RUNNING;
  return new HubError(isDenied ? "denied" : "unavailable", sentence, { cause: error });
}

function sentenceOf({ status, text }: EngineRefusal): string {
  const missingSource = /bind source path does not exist: (.+?)\s*$/.exec(text)?.[1];
  if (missingSource !== undefined)
    return `${missingSource} is not there, and the container needs it. Put it back, and start the agent again.`;
  if (tellsFullDisk(text)) return DISK_FULL;
  if (status === 404 && /no such image/i.test(text))
    return "The image for agents is not there. Build it under Containers, and start the agent again.";
  if (/mounts denied|file sharing|is not shared/i.test(text))
    return "Docker may not see the project's folder. Add it to the shared folders in Docker's settings, and try again.";
  if (/not a directory|read-only file system/.test(text) && /mount/.test(text))
    return `Docker could not lay out the container's files: ${firstLine(text)}. Start the agent again.`;
  return `Docker did not do it: ${firstLine(text)}.`;
}

function firstLine(text: string): string {
  // It goes into the window as a line.
  const clean = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return clean.replace(/\.$/, "").slice(0, 300);
}

function refusalOf(error: unknown): EngineRefusal | undefined {
  if (!(error instanceof Error) || !("statusCode" in error) || typeof error.statusCode !== "number")
    return undefined;
  const json: unknown = "json" in error ? error.json : undefined;
  const said =
    typeof json === "object" && json !== null && "message" in json && typeof json.message === "string"
      ? json.message
      : error.message;
  return { status: error.statusCode, text: said };
}
