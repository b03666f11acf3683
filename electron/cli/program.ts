import { Command } from "commander";
import { DEFAULT_DETACH_KEY } from "./attach/detach-key.ts";
import { parsePort } from "./serve.ts";

/** The command line: what may be said, and which command is run for it. Commands are loaded when they are called. */
export function createProgram(leaveWith: (exitCode: number) => void): Command {
  const program = new Command("quorum")
    .description("Runs a project's agents and enters their terminals.")
    .configureHelp({ sortSubcommands: false })
    .showHelpAfterError("Run `quorum --help` to see what can be said.")
    .exitOverride();

  const command = (usage: string, description: string, parent = program): Command =>
    parent
      .command(usage)
      .description(description)
      .option("--project <folder>", "the project; else the one around the current folder")
      .exitOverride();

  command("serve", "run the project's hub here, and its window for a browser")
    .option("--port <number>", "the port to listen on", parsePort)
    .option("--sample [folder]", "make the sample project and open it")
    .action(async (options: { project?: string; port?: number; sample?: string | true }) => {
      const { serveInForeground } = await import("./serve.ts");
      await serveInForeground(options);
    });

  command("launch", "start agents")
    .argument("<agents...>", "their names")
    .action(async (agents: string[], options: { project?: string }) => {
      const { launch } = await import("./launch.ts");
      leaveWith(await launch(agents, options));
    });

  command("stop", "stop agents")
    .argument("<agents...>", "their names")
    .option("--force", "end them at once, without time to finish")
    .action(async (agents: string[], options: { project?: string; force?: boolean }) => {
      const { stop } = await import("./stop.ts");
      leaveWith(await stop(agents, options));
    });

  command("status", "show how the agents stand")
    .option("--json", "as JSON, for programs")
    .action(async (options: { project?: string; json?: boolean }) => {
      const { status } = await import("./status.ts");
      await status(options);
    });

  command("attach", "enter an agent's terminal")
    .argument("<agent>", "its name")
    .option("--detach-key <key>", "the key that leaves it, such as ctrl-]", DEFAULT_DETACH_KEY)
    .action(async (agent: string, options: { project?: string; detachKey: string }) => {
      const { attach } = await import("./attach/attach.ts");
      leaveWith(await attach(agent, options));
    });

  const ledger = program
    .command("ledger")
    .description("look at the record of inbox items")
    .showHelpAfterError("Run `quorum ledger --help` to see what can be said.")
    .exitOverride();

  command("verify", "check that nothing was taken from the record, or changed in it", ledger)
    .option("--json", "as JSON, for programs")
    .action(async (options: { project?: string; json?: boolean }) => {
      const { ledgerVerify } = await import("./ledger-verify.ts");
      leaveWith(await ledgerVerify(options));
    });

  return program;
}
