import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** Why this system cannot show the desktop app, whether or not Electron is installed; nothing where it can. */
export function whyNoDesktop(
  platform: string,
  environment: NodeJS.ProcessEnv,
  userId: number | undefined,
): string | undefined {
  if (platform !== "linux") return undefined;
  if (!environment["DISPLAY"] && !environment["WAYLAND_DISPLAY"]) return "there is no display";
  if (userId === 0) return "Electron does not run as root";
  return undefined;
}

/** Kernel settings that keep ordinary users from making a sandbox, with the value that does so. */
const SANDBOX_LOCKS = [
  { file: "/proc/sys/kernel/apparmor_restrict_unprivileged_userns", value: "1" },
  { file: "/proc/sys/kernel/unprivileged_userns_clone", value: "0" },
  { file: "/proc/sys/user/max_user_namespaces", value: "0" },
];

const SET_USER_ID = 0o4000;

/** Why Electron could not make its sandbox on this Linux; nothing where it can. */
export async function whyNoSandbox(electronFolder: string): Promise<string | undefined> {
  if (process.platform !== "linux") return undefined;
  const helper = await stat(join(electronFolder, "chrome-sandbox")).catch(() => undefined);
  if (helper?.uid === 0 && (helper.mode & SET_USER_ID) !== 0) return undefined;
  for (const { file, value } of SANDBOX_LOCKS) {
    const text = await readFile(file, "utf8").catch(() => "");
    if (text.trim() === value) return `this system does not let it make its sandbox (${file} is ${value})`;
  }
  return undefined;
}
