import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * How the `qms` command is run: its file and the words before its arguments; undefined where there is none. A script of
 * that name counts as well, because Windows runs no script without a shell, and what is typed here never meets one.
 */
export function findQms(env, isWindows = process.platform === "win32") {
  const path = Object.entries(env).find(([name]) => name.toUpperCase() === "PATH")?.[1] ?? "";
  const names = isWindows ? ["qms.exe", "qms.js", "qms.mjs"] : ["qms", "qms.js", "qms.mjs"];
  for (const folder of path.split(delimiter).filter((entry) => entry !== "")) {
    for (const name of names) {
      const file = join(folder, name);
      const isScript = name.endsWith("js");
      if (isFile(file, isScript ? constants.R_OK : constants.X_OK))
        return isScript ? { file: process.execPath, before: [file] } : { file, before: [] };
    }
  }
  return undefined;
}

function isFile(file, access) {
  try {
    accessSync(file, access);
    return statSync(file).isFile();
  } catch {
    // Not there, or not ours: the next one may be.
    return false;
  }
}
