import { Duplex } from "node:stream";
import type Docker from "dockerode";
import { MultiplexedStream } from "../engine/multiplexed-stream.ts";

/**
 * A connection to the session host of a container that is yet to be started, over its own standard input and output: it is
 * there as soon as the session host is. There is one such connection in a container's life.
 */
export async function attachLink(docker: Docker, container: string): Promise<MultiplexedStream> {
  const streams = { stream: true, stdin: true, stdout: true, stderr: true };
  // What is said is not typed: no two bytes of it mean to leave.
  const options = { ...streams, hijack: true, detachKeys: "" };
  const connection = await docker.getContainer(container).attach(options);
  if (!(connection instanceof Duplex)) throw new Error("The engine's answer is no connection.");
  return new MultiplexedStream(connection);
}
