import { CommandError, EXIT, NoHubError } from "./command-error.ts";
import { findProject } from "./find-project.ts";

export interface ServeOptions {
  readonly project?: string;
  readonly port?: number;
  /** The sample project, in the folder named or in the usual one. */
  readonly sample?: string | true;
}

/** `quorum serve`: the hub in the foreground, until it is told to end. */
export async function serveInForeground({ project, sample, port }: ServeOptions): Promise<void> {
  const found = sample === undefined ? await projectToServe(project) : undefined;
  // Only this command needs the hub; the others start without loading it.
  const { serve } = await import("../server/serve.ts");
  try {
    await serve({
      ...(found === undefined ? {} : { project: found }),
      ...(sample === undefined ? {} : { sample }),
      ...(port === undefined ? {} : { port }),
    });
  } finally {
    // Whatever is still open, a port after a failure above all, shall not keep the command from ending; but what
    // went wrong is said first.
    setImmediate(() => process.exit());
  }
}

/** The project that the other commands would find as well; without any, the window offers to open one. */
async function projectToServe(named: string | undefined): Promise<string | undefined> {
  try {
    return await findProject(named);
  } catch (error) {
    if (error instanceof NoHubError) return undefined;
    throw error;
  }
}

/** Reads a port as a person writes it. */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= 65_535) return port;
  throw new CommandError(`${JSON.stringify(text)} is not a port: take a number from 1 to 65535.`, EXIT.usage);
}
