import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative, sep } from "node:path";
import { HubError } from "../../../../../shared/contract/errors.ts";
import type { HostAssets } from "../../../host/host-assets.ts";
import type { ContextFile } from "./context-file.ts";

type Assets = Pick<HostAssets, "agentd" | "qms" | "scriptedAgent" | "image">;

/** Files that are text for a Unix system, whatever line ends they got on the way here. */
const SCRIPT = /(?:^|\/)(?:Dockerfile|[^/]+\.sh)$|^quorum\/bin\//;

/**
 * Reads all that goes into the image. The compiled part of node-pty is among it where the image's system is that of this
 * machine.
 */
export async function readContextFiles(
  assets: Assets,
  { isOwnPlatform }: { readonly isOwnPlatform: boolean },
): Promise<readonly ContextFile[]> {
  const pty = dirname(createRequire(assets.agentd).resolve("node-pty/package.json"));
  const isOfPty = (path: string): boolean =>
    /^(?:package\.json|LICENSE|lib\/.+\.js)$/.test(path) && !path.endsWith(".test.js");
  const isCompiled = (path: string): boolean => isOwnPlatform && path === "build/Release/pty.node";
  const parts = await Promise.all([
    filesIn(assets.image, "", (path) => path === "Dockerfile" || path === "compile-node-pty.sh"),
    filesIn(join(assets.image, "bin"), "quorum/bin", () => true),
    filesIn(pty, "node-pty", (path) => isOfPty(path) || isCompiled(path)),
    filesIn(dirname(assets.agentd), "quorum/agentd", (path) =>
      /^(?:[^/]+\.c?js|mcp-parts\/.+\.mjs)$/.test(path),
    ),
    filesIn(dirname(assets.qms), "quorum/cli", (path) => /^qms(?:\.js|-parts\/.+\.mjs)$/.test(path)),
    filesIn(dirname(assets.scriptedAgent), "quorum/scripted-agent", (path) => /^[^/]+\.mjs$/.test(path)),
  ]);
  const files = parts.flat();
  if (!files.some(({ path }) => path === "quorum/agentd/agentd.js")) {
    throw new HubError(
      "unavailable",
      "The session host is not built, and has to be before an image: `npm run build`.",
    );
  }
  return files;
}

async function filesIn(
  folder: string,
  place: string,
  belongs: (path: string) => boolean,
): Promise<readonly ContextFile[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"))
    .filter(belongs)
    .toSorted();
  return Promise.all(paths.map((path) => contextFile(folder, path, place)));
}

async function contextFile(folder: string, path: string, place: string): Promise<ContextFile> {
  const content = await readFile(join(folder, path));
  const isScript = SCRIPT.test(`${place}/${path}`);
  return {
    path: place === "" ? path : `${place}/${path}`,
    content: isScript ? Buffer.from(content.toString("utf8").replaceAll("\r\n", "\n")) : content,
    // Windows knows no such thing as an executable file.
    isExecutable: isScript,
  };
}
