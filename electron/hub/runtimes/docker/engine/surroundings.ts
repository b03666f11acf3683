import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { hasCode } from "../../../files/has-code.ts";
import type { Surroundings } from "./find-endpoints.ts";

/** This machine, as an engine is looked for in it. */
export function surroundingsHere(): Surroundings {
  return {
    environment: process.env,
    platform: process.platform,
    home: homedir(),
    uid: process.getuid?.(),
    read,
    exists: existsSync,
    list,
  };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    // Not there, or not ours: the `docker` command could not use it either.
    if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM", "EISDIR")) return undefined;
    throw error;
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM")) return [];
    throw error;
  }
}
