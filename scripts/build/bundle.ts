import { chmod } from "node:fs/promises";
import { resolve } from "node:path";
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

/** Bundles a program for plain Node into one file. Only node-pty stays outside: it is native. */
export async function bundleProgram(root: string, target: ProgramTarget): Promise<void> {
  const { build } = await import("vite");
  const { entry, output } = TARGETS[target];
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    ssr: { target: "node", noExternal: true, external: ["node-pty"] },
    build: {
      ssr: resolve(root, entry),
      outDir: resolve(root, "out", target),
      emptyOutDir: true,
      // The command line is started with whichever Node its user has.
      target: target === "cli" ? "node20" : "node24",
      minify: false,
      rolldownOptions: {
        output: { format: "es", entryFileNames: output.slice(target.length + 1), codeSplitting: false },
      },
    },
  });
  // `npm link` makes it a command, and makes it executable only once.
  if (target === "cli") await chmod(resolve(root, "out", output), 0o755);
}
