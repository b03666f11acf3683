import { chmod, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { evaluated } from "./evaluated.ts";
import { leftOut } from "./left-out.ts";
import { type ProgramTarget, type Target, type DesktopTarget, TARGETS } from "./targets.ts";

/** Bundles the desktop targets with electron-vite's settings, one by one, so that what is unchanged is left alone. */
export async function bundleDesktop(
  root: string,
  targets: readonly DesktopTarget[],
  onBuilt: (target: Target) => Promise<void>,
): Promise<void> {
  const [{ resolveConfig }, vite] = await Promise.all([import("electron-vite"), import("vite")]);
  const { config } = await resolveConfig({ root, logLevel: "warn" }, "build", "production");
  for (const target of targets) {
    const settings = config?.[target];
    if (settings === undefined) throw new Error(`electron.vite.config.ts says nothing about ${target}.`);
    await vite.build({ ...settings, configFile: false });
    await onBuilt(target);
  }
}

/** Started with whichever Node their user has, and commands for a shell. */
const COMMANDS: readonly ProgramTarget[] = ["cli", "qms"];

/** Started for every little thing, or waited for: these load only what is needed. */
const SPLIT: readonly ProgramTarget[] = ["qms", "agentdMcp"];

/** Bundles a program for plain Node. Only node-pty stays outside: it is native. */
export async function bundleProgram(root: string, target: ProgramTarget): Promise<void> {
  const { build } = await import("vite");
  const { entry, output } = TARGETS[target];
  const isCommand = COMMANDS.includes(target);
  const file = resolve(root, "out", output);
  // Named as modules of themselves: packaged, no package.json says so.
  const parts = `${basename(output, ".js")}-parts`;
  await rm(join(dirname(file), parts), { recursive: true, force: true });
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    resolve: { alias: leftOut(root) },
    plugins: [evaluated(resolve(root, "electron/agentd/mcp/listed-servers.ts"))],
    ssr: { target: "node", noExternal: true, external: ["node-pty"] },
    build: {
      ssr: resolve(root, entry),
      outDir: dirname(file),
      // Several programs share a folder.
      emptyOutDir: false,
      target: isCommand ? "node20" : "node24",
      minify: false,
      rolldownOptions: {
        output: {
          // What Node is to take a snapshot of cannot be a module.
          format: target === "agentdFrozen" ? "cjs" : "es",
          entryFileNames: basename(output),
          chunkFileNames: `${parts}/[name].mjs`,
          codeSplitting: SPLIT.includes(target),
        },
      },
    },
  });
  // `npm link` makes it a command, and makes it executable only once.
  if (isCommand) await chmod(file, 0o755);
}
