import type { ProgramConfig } from "../config/program-config.ts";
import type { HostAssets } from "../host/host-assets.ts";
import type { ResolvedProgram } from "../runtimes/runtime.ts";

/** The command behind a configured program, and what a person calls it. A model is for Claude Code alone. */
export function resolveProgram(
  config: ProgramConfig,
  assets: Pick<HostAssets, "node" | "scriptedAgent">,
  model?: string,
): { readonly name: string; readonly program: ResolvedProgram } {
  if (config === "claude") {
    const args = model === undefined ? [] : ["--model", model];
    return { name: "Claude Code", program: { kind: "claude", command: "claude", args, environment: {} } };
  }
  if (config === "scripted") {
    return {
      name: "scripted agent",
      program: { kind: "scripted", command: assets.node, args: [assets.scriptedAgent], environment: {} },
    };
  }
  return {
    name: config.command,
    program: {
      kind: isClaude(config.command) ? "claude" : "other",
      command: config.command,
      args: config.args,
      environment: config.env,
    },
  };
}

/** Claude Code may be started from wherever it lies, with whatever arguments. */
function isClaude(command: string): boolean {
  return /(?:^|[/\\])claude(?:\.exe|\.cmd)?$/i.test(command);
}
