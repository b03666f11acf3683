import { delimiter } from "node:path";

type Variables = Readonly<Record<string, string | undefined>>;

/** An agent's own variables, with a folder of commands before all others on its path. */
export function withFolderFirst(
  folder: string,
  environment: Readonly<Record<string, string>>,
  inherited: Variables = process.env,
  isWindows = process.platform === "win32",
): Readonly<Record<string, string>> {
  const own = pathName(environment, isWindows);
  const path = environment[own] ?? inherited[pathName(inherited, isWindows)];
  return { ...environment, [own]: path === undefined || path === "" ? folder : folder + delimiter + path };
}

/** Windows spells its variables as it likes: `Path`, mostly. */
function pathName(variables: Variables, isWindows: boolean): string {
  if (!isWindows) return "PATH";
  return Object.keys(variables).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
}
