import { rm } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./bench-server.ts";

const FOLDER = join(ROOT, "out", "renderer", "empty");

/** Builds the empty page with the window's own settings, beside the window, for as long as the work takes. */
export async function withEmptyPage<T>(work: () => Promise<T>): Promise<T> {
  const [{ resolveConfig }, vite] = await Promise.all([import("electron-vite"), import("vite")]);
  const { config } = await resolveConfig({ root: ROOT, logLevel: "warn" }, "build", "production");
  const source = join(ROOT, "bench", "bare", "empty-page");
  await vite.build({
    ...config?.renderer,
    configFile: false,
    root: source,
    base: "./",
    logLevel: "warn",
    build: {
      ...config?.renderer?.build,
      outDir: FOLDER,
      emptyOutDir: true,
      rolldownOptions: { input: join(source, "index.html") },
    },
  });
  try {
    return await work();
  } finally {
    await rm(FOLDER, { recursive: true, force: true });
  }
}
