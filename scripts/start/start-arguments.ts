import { parseArgs } from "node:util";

/** What `npm start -- …` was asked for. */
export interface StartRequest {
  /** Serve to a browser, also where the desktop app could start. */
  readonly isServeAsked: boolean;
  readonly isHelpAsked: boolean;
  readonly port: string | undefined;
  readonly sample: boolean;
  readonly project: string | undefined;
}

export const USAGE = `npm start -- [PROJECT] [--sample] [--serve] [--port N]

  PROJECT    the folder of the project to open
  --sample   go straight into the sample project
  --serve    serve the window to a browser instead of opening the desktop app
  --port N   the port to serve at; without it 4848, or any that is free`;

/** Reads the arguments; throws with a sentence where they make no sense. */
export function parseStartArguments(values: readonly string[]): StartRequest {
  const { values: options, positionals } = parseArgs({
    args: [...values],
    allowPositionals: true,
    options: {
      serve: { type: "boolean", default: false },
      sample: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
      port: { type: "string" },
    },
  });
  if (options.port !== undefined && !isPort(options.port))
    throw new Error(`${options.port} is not a port: take a number from 1 to 65535.`);
  if (positionals.length > 1) throw new Error("Only one project can be opened.");
  return {
    // A port says that something is to be served at it.
    isServeAsked: options.serve || options.port !== undefined,
    isHelpAsked: options.help,
    port: options.port,
    sample: options.sample,
    project: positionals[0],
  };
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}
