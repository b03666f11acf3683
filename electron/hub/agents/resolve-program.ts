import type { ProgramConfig } from "../config/project-config.ts";
import type { HostAssets } from "../host/host-assets.ts";
import type { ResolvedProgram } from "../runtimes/runtime.ts";

/** The command behind a configured program, and what a person calls it. */
export function resolveProgram(
  config: ProgramConfig,
  assets: HostAssets,
): { readonly name: string; readonly program: ResolvedProgram } {
  if (config === "claude")
    return { name: "Claude Code", program: { command: "claude", args: [], environment: {} } };
  if (config === "scripted") {
    return {
      name: "scripted agent",
      program: { command: assets.node, args: [assets.scriptedAgent], environment: {} },
    };
  }
  return {
    name: config.command,
    program: { command: config.command, args: config.args, environment: config.env },
  };
}
