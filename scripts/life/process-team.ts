import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { TerminalDriver } from "../../assets/scripted-agent/terminal-driver.ts";
import type { Team } from "./team.ts";

const SIZE = { columns: 160, rows: 50 };
const RECENT_LINES = 12;

export interface ProcessTeamOptions {
  readonly agents: readonly string[];
  /** The project that they work in. */
  readonly project: string;
  /** A folder to put the `qms` command in. */
  readonly commands: string;
  /** The program behind it. */
  readonly qms: string;
}

/** Scripted agents as processes of this one, each in a terminal of its own, with `qms` in their path. */
export async function startProcessTeam({
  agents,
  project,
  commands,
  qms,
}: ProcessTeamOptions): Promise<Team> {
  await mkdir(commands, { recursive: true });
  await writeFile(join(commands, "qms.mjs"), `import ${JSON.stringify(pathToFileURL(qms).href)};\n`);
  const path = [commands, process.env["PATH"] ?? ""].join(delimiter);
  const drivers = new Map(
    agents.map((agent) => [agent, new TerminalDriver({ ...SIZE, agent, folder: project, path })]),
  );
  return {
    member: (name) => {
      const driver = drivers.get(name);
      if (driver === undefined) throw new Error(`there is no agent ${name}`);
      return {
        ask: (line) => driver.ask(line),
        recentLines: () => driver.lines.filter((line) => line !== "").slice(-RECENT_LINES),
      };
    },
    close: async () => {
      for (const driver of drivers.values()) driver.close();
      await Promise.all([...drivers.values()].map((driver) => driver.exited));
    },
  };
}
