import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, watch, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a second launch tells the first. */
export interface Launch {
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly data: unknown;
}

const OWNER_FILE = "instance-owner";
const LAUNCH_FOLDER = "instance-launches";

/** Takes the lock of a data folder and hears of later launches; or tells the owner of this launch and returns false. */
export function takeInstanceLock(
  folder: string,
  launch: Launch,
  onLaunch: (launch: Launch) => void,
): boolean {
  const launches = join(folder, LAUNCH_FOLDER);
  mkdirSync(launches, { recursive: true });
  if (!becomeOwner(join(folder, OWNER_FILE))) {
    const file = join(launches, `${process.pid}.json`);
    writeFileSync(`${file}.part`, JSON.stringify(launch));
    renameSync(`${file}.part`, file);
    return false;
  }
  const readAll = (): void => {
    for (const name of readdirSync(launches).filter((entry) => entry.endsWith(".json"))) {
      const file = join(launches, name);
      const other: Launch = JSON.parse(readFileSync(file, "utf8"));
      rmSync(file);
      onLaunch(other);
    }
  };
  watch(launches, readAll).unref();
  return true;
}

function becomeOwner(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (isAlive(Number(readFileSync(file, "utf8")))) return false;
    // The owner was killed: its lock is void, as the operating system's would be.
    rmSync(file);
    return becomeOwner(file);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}
