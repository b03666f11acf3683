import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** One of the things that `npm run check` looks at. */
export interface Part {
  readonly name: string;
  /** A script for Node, from the root, and its arguments. */
  readonly script: readonly [file: string, ...values: string[]];
}

export interface PartResult {
  readonly name: string;
  readonly isGood: boolean;
  readonly seconds: number;
  /** What it said, in the order in which it came. */
  readonly output: string;
}

/** Runs one part to its end. */
export async function runPart(root: string, { name, script }: Part): Promise<PartResult> {
  const began = performance.now();
  const child = spawn(process.execPath, script, { cwd: root, env: { ...process.env, FORCE_COLOR: "0" } });
  const ended = new Promise<number | null>((resolve, reject) =>
    child.on("error", reject).on("close", resolve),
  );
  const [output, errors, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return {
    name,
    isGood: code === 0,
    seconds: (performance.now() - began) / 1000,
    output: `${output}${errors}`.trimEnd(),
  };
}
