import { lstat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { hasCode } from "../../../files/has-code.ts";

const PATH = z.string().max(4096);

/** A file or folder of the project that a container is not to see, or sees another one in place of. */
const CoveredFile = z.object({
  /** In the project, with `/`. */
  path: PATH,
  kind: z.enum(["hidden", "overlaid"]),
  /** Which one it was when the container was made; absent where there was none. */
  mark: z.string().max(200).optional(),
});
export type CoveredFile = z.infer<typeof CoveredFile>;

/** What covers files of the project in a container, as it was when that was made. */
export const CoveredFiles = z.object({
  files: z.array(CoveredFile),
  /** Places in the project where the agent writes files of its own. */
  writable: z.array(PATH),
  /** The first folder that was not searched for secrets, where there were too many. */
  cutAt: PATH.optional(),
});
export type CoveredFiles = z.infer<typeof CoveredFiles>;

/** Where a container's are kept, beside the files that are laid over others in it. */
export const COVERED_FILE = "covered.json";

/**
 * Which file or folder is at a path now: another one of the same name has another mark, and one that is merely written to has
 * the same. What covers a file is bound to that very file, and falls off when another takes its place.
 */
export async function markOf(root: string, path: string): Promise<string | undefined> {
  try {
    const { dev, ino, birthtimeNs } = await lstat(join(root, path), { bigint: true });
    return `${dev}:${ino}:${birthtimeNs}`;
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR", "ELOOP", "EACCES", "EPERM")) return undefined;
    throw error;
  }
}

/** Marks paths as they are now. */
export async function covered(
  root: string,
  kind: CoveredFile["kind"],
  paths: readonly string[],
): Promise<CoveredFile[]> {
  return Promise.all(
    [...new Set(paths)].map(async (path) => {
      const mark = await markOf(root, path);
      return { path, kind, ...(mark === undefined ? {} : { mark }) };
    }),
  );
}

/** Whether a path of the project is another one, or below it. */
export function isAtOrBelow(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}/`);
}
