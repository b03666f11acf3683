import { once } from "node:events";
import type Docker from "dockerode";
import { MultiplexedStream } from "./engine/multiplexed-stream.ts";

/** What came of a command in a container. */
export interface RanInside {
  readonly code: number;
  readonly output: string;
}

/** Runs a command in a container, as the agent in it could. */
export async function runInside(
  container: Docker.Container,
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<RanInside> {
  const exec = await container.exec({
    Cmd: [...command],
    Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
    AttachStdout: true,
    AttachStderr: true,
  });
  const stream = new MultiplexedStream(await exec.start({ hijack: true, stdin: false }));
  const pieces: Buffer[] = [];
  stream.on("data", (piece: Buffer) => pieces.push(piece));
  await once(stream, "close");
  const { ExitCode } = await exec.inspect();
  return { code: ExitCode ?? -1, output: Buffer.concat(pieces).toString() + stream.complaint };
}
