import { Command } from "commander";
import type { ActivityOptions } from "./activity/activity.ts";
import { parseFormat, parseKind, parseMoment, parseNames } from "./activity/activity-words.ts";
import type { LaunchPolicy, StopPolicy } from "../../shared/contract/policies.ts";
import { DEFAULT_DETACH_KEY } from "./attach/detach-key.ts";
import { parseCount, parseLaunch, parseStop } from "./policies/policy-words.ts";
import { parsePort } from "./serve.ts";

/** The command line: what may be said, and which command is run for it. Commands are loaded when they are called. */
export function createProgram(leaveWith: (exitCode: number) => void): Command {
  const program = new Command("quorum")
    .description("Runs a project's agents and enters their terminals.")
    .configureHelp({ sortSubcommands: false })
    .showHelpAfterError("Run `quorum --help` to see what can be said.")
    // A command's options are its own, also where the command it belongs to has the same.
    .enablePositionalOptions()
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

  command("stop", "stop agents, each when its turn is over")
    .argument("<agents...>", "their names")
    .option("--now", "do not wait until their turns are over")
    .option("--force", "end them at once, without time to finish")
    .action(async (agents: string[], options: { project?: string; now?: boolean; force?: boolean }) => {
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

  command("shell", "open a shell in an agent's container, beside its program")
    .argument("<agent>", "its name")
    .option("--detach-key <key>", "the key that ends it, such as ctrl-]", DEFAULT_DETACH_KEY)
    .action(async (agent: string, options: { project?: string; detachKey: string }) => {
      const { shell } = await import("./containers/shell.ts");
      leaveWith(await shell(agent, options));
    });

  command("waiting", "list what waits for a person")
    .option("--json", "as JSON, for programs")
    .action(async (options: { project?: string; json?: boolean }) => {
      const { waiting } = await import("./attention/waiting.ts");
      await waiting(options);
    });

  command("answer", "allow or deny what an agent asks a permission for, or answer or decline its questions")
    .argument("<agent>", "its name")
    .argument(
      "[answer...]",
      "allow or deny; to questions one answer for each: what is offered, several with commas, or your own words",
    )
    .option("--decline", "give its questions no answer")
    .option("--message <text>", "with a denial, or with --decline: what the agent is told")
    .option("--ask <ask>", "answer only this, as `quorum waiting` names it")
    .action(
      async (
        agent: string,
        said: string[],
        options: { project?: string; message?: string; decline?: boolean; ask?: string },
      ) => {
        const { answer } = await import("./attention/answer.ts");
        await answer(agent, said, options);
      },
    );

  const policies = command("policies", "show what agents do without being asked")
    .enablePositionalOptions()
    .option("--json", "as JSON, for programs")
    .action(async (options: { project?: string; json?: boolean }) => {
      const { listPolicies } = await import("./policies/policies.ts");
      await listPolicies(options);
    });

  command("set", "give an agent another policy; what is not said stays", policies)
    .argument("<agent>", "its name")
    .option("--launch <when>", "manual, on-task or always", parseLaunch)
    .option("--stop <when>", "manual, inbox-empty, or idle-for=MINUTES", parseStop)
    .option("--restarts <number>", "how often it is started again when it crashes", parseCount)
    .action(
      async (
        agent: string,
        options: { project?: string; launch?: LaunchPolicy; stop?: StopPolicy; restarts?: number },
      ) => {
        const { setPolicy } = await import("./policies/policies.ts");
        await setPolicy(agent, options);
      },
    );

  command("limit", "say how many agents may run at once", policies)
    .option("--running <number>", "how many may run", parseCount)
    .option("--starting <number>", "how many may be started at a time", parseCount)
    .action(async (options: { project?: string; running?: number; starting?: number }) => {
      const { setLimits } = await import("./policies/policies.ts");
      await setLimits(options);
    });

  const containers = command("containers", "show the container engine, the image, and the agents' containers")
    .enablePositionalOptions()
    .option("--json", "as JSON, for programs")
    .action(async (options: { project?: string; json?: boolean }) => {
      const { listContainers } = await import("./containers/containers.ts");
      await listContainers(options);
    });

  command("build", "build the image, or build it anew", containers).action(
    async (options: { project?: string }) => {
      const { buildImage } = await import("./containers/containers.ts");
      await buildImage(options);
    },
  );

  command("recreate", "end an agent, and start it in a new container", containers)
    .argument("<agent>", "its name")
    .action(async (agent: string, options: { project?: string }) => {
      const { recreateContainer } = await import("./containers/containers.ts");
      await recreateContainer(agent, options);
    });

  command("logs", "show what an agent's container has logged", containers)
    .argument("<agent>", "its name")
    .action(async (agent: string, options: { project?: string }) => {
      const { containerLogs } = await import("./containers/containers.ts");
      await containerLogs(agent, options);
    });

  command("allow", "show what an agent asks for of this machine, and allow it", containers)
    .argument("<agent>", "its name")
    .option("--yes", "allow it")
    .action(async (agent: string, options: { project?: string; yes?: boolean }) => {
      const { allowGrants } = await import("./containers/containers.ts");
      await allowGrants(agent, options);
    });

  command("doctor", "check what the work with agents depends on, and say what mends it")
    .option("--json", "as JSON, for programs")
    .action(async (options: { project?: string; json?: boolean }) => {
      const { doctor } = await import("./doctor/doctor.ts");
      leaveWith(await doctor(options));
    });

  command("usage", "show the turns and tokens of agents, by day")
    .option("--days <number>", "how many days of each agent", parseCount, 7)
    .option("--json", "as JSON, for programs")
    .action(async (options: { project?: string; days: number; json?: boolean }) => {
      const { usage } = await import("./usage/usage.ts");
      await usage(options);
    });

  command("activity", "show what happened in the project")
    .option("--agent <name>", "only of this agent or user; may be said again", parseNames)
    .option("--document <id>", "only of this document and its children")
    .option("--kind <kind>", "only this kind, such as document, turn or tool; may be said again", parseKind)
    .option("--since <when>", "not before this: 2h, 3d, or a date", (text: string) => parseMoment(text))
    .option("--until <when>", "before this", (text: string) => parseMoment(text))
    .option("--text <words>", "only what has these words in it")
    .option("--limit <number>", "how many of the latest to show", parseCount)
    .option("--follow", "go on showing what happens")
    .option("--format <format>", "write all of it as jsonl or csv", parseFormat)
    .action(async (options: ActivityOptions) => {
      const { activity } = await import("./activity/activity.ts");
      await activity(options);
    });
  command("tools", "show whether agents can use their tools, and what they call")
    .argument("[agent]", "its name; else all agents")
    .option("--check", "try them now, in the agents' own sessions")
    .option("--json", "as JSON, for programs")
    .action(
      async (agent: string | undefined, options: { project?: string; check?: boolean; json?: boolean }) => {
        const { listTools } = await import("./tools/health.ts");
        leaveWith(await listTools(agent, options));
      },
    );

  command("token", "make the token by which a program of yours uses the tools as a user")
    .argument("<user>", "who it acts as")
    .option("--revoke", "take the user's token back, and make none")
    .action(async (user: string, options: { project?: string; revoke?: boolean }) => {
      const { makeToken } = await import("./tools/tools.ts");
      await makeToken(user, options);
    });

  const mcp = program
    .command("mcp")
    .description("let programs of yours use the tools that agents have")
    .showHelpAfterError("Run `quorum mcp --help` to see what can be said.")
    .exitOverride();

  command("config", "print what a program's .mcp.json needs to have in it", mcp).action(
    async (options: { project?: string }) => {
      const { printServers } = await import("./tools/tools.ts");
      await printServers(options);
    },
  );

  program
    .command("schema")
    .description("print the schema of quorum.json, for editors")
    .exitOverride()
    .action(async () => {
      const { printSchema } = await import("./print-schema.ts");
      printSchema();
    });

  const ledger = program
    .command("ledger")
    .description("look at the record of inbox items and of calls of tools")
    .showHelpAfterError("Run `quorum ledger --help` to see what can be said.")
    .exitOverride();

  command("verify", "check that nothing was taken from the record, or changed in it", ledger)
    .option("--json", "as JSON, for programs")
    .action(async (options: { project?: string; json?: boolean }) => {
      const { ledgerVerify } = await import("./ledger-verify.ts");
      leaveWith(await ledgerVerify(options));
    });

  command("calls", "show what agents and other users have called their tools for", ledger)
    .option("--user <name>", "only the calls of this user")
    .option("--last <number>", "how many of the latest", parseCount, 20)
    .option("--json", "as JSON, for programs")
    .action(async (options: { project?: string; user?: string; last: number; json?: boolean }) => {
      const { ledgerCalls } = await import("./ledger-calls.ts");
      await ledgerCalls(options);
    });

  return program;
}
