const SUBMODULE = /^160000 [0-9a-f]+ \d\t/;

/** How git lists all of its index, for `submodulesIn`. */
export const LIST_INDEX: readonly string[] = ["ls-files", "--stage", "-z", "--full-name"];

/** The paths of the submodules in a list of all of the index. */
export function submodulesIn(listed: readonly string[]): readonly string[] {
  return listed.filter((line) => SUBMODULE.test(line)).map((line) => line.replace(SUBMODULE, ""));
}

/** Arguments that leave these paths out, whatever they are called. */
export function without(paths: readonly string[]): readonly string[] {
  return paths.map((path) => `:(exclude,top,literal)${path}`);
}

/** The paths in what git lists with `-z`. */
export function pathsOf(output: string): readonly string[] {
  return output.split("\0").filter((path) => path !== "");
}
