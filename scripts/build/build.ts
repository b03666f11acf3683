import { access, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleDesktop, bundleProgram } from "./bundle.ts";
import { fingerprint } from "./fingerprint.ts";
import { makeSpawnHelperExecutable } from "./spawn-helper.ts";
import { ALL_TARGETS, DESKTOP_TARGETS, PROGRAM_TARGETS, TARGETS, type Target } from "./targets.ts";

export interface BuildOptions {
  readonly root: string;
  /** Builds these and no others. */
  readonly targets?: readonly Target[];
  /** Builds also what did not change. */
  readonly force?: boolean;
  readonly onBuilt?: (target: Target, milliseconds: number) => void;
}

/** Brings `out/` up to date, and returns what had to be built. */
export async function build({
  root,
  targets = ALL_TARGETS,
  force = false,
  onBuilt,
}: BuildOptions): Promise<Target[]> {
  await makeSpawnHelperExecutable(root);
  const stamps = await Promise.all(targets.map(async (target) => stampOf(root, target)));
  const stale = stamps.filter((stamp) => force || !stamp.isCurrent);
  let began = performance.now();
  const done = async (target: Target): Promise<void> => {
    const stamp = stale.find((candidate) => candidate.target === target);
    if (stamp !== undefined) await writeStamp(root, target, stamp.hash);
    onBuilt?.(target, performance.now() - began);
    began = performance.now();
  };
  const isStale = (target: Target): boolean => stale.some((stamp) => stamp.target === target);
  const programs = PROGRAM_TARGETS.filter(isStale);
  const desktop = DESKTOP_TARGETS.filter(isStale);
  for (const target of programs) {
    await bundleProgram(root, target);
    await done(target);
  }
  if (desktop.length > 0) await bundleDesktop(root, desktop, done);
  return stale.map((stamp) => stamp.target);
}

interface Stamp {
  readonly target: Target;
  readonly hash: string;
  readonly isCurrent: boolean;
}

async function stampOf(root: string, target: Target): Promise<Stamp> {
  const { folder, output } = TARGETS[target];
  const [hash, stamped, isThere] = await Promise.all([
    fingerprint(root, folder),
    readFile(stampFile(root, target), "utf8").catch(() => ""),
    access(join(root, "out", output)).then(
      () => true,
      () => false,
    ),
  ]);
  return { target, hash, isCurrent: isThere && stamped === hash };
}

async function writeStamp(root: string, target: Target, hash: string): Promise<void> {
  await mkdir(join(root, "out", ".stamps"), { recursive: true });
  await writeFile(stampFile(root, target), hash);
}

function stampFile(root: string, target: Target): string {
  return join(root, "out", ".stamps", target);
}
