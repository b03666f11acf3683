import type { Duplex } from "node:stream";
import type Docker from "dockerode";
import { LINK_SOCKET, type ContainerLayout } from "./container-layout.ts";
import { MultiplexedStream } from "../engine/multiplexed-stream.ts";

/** A connection to a socket of the session host in a container, over the standard input and output of a program beside it. */
export async function execLink(
  docker: Docker,
  container: string,
  layout: ContainerLayout,
  socket = LINK_SOCKET,
): Promise<MultiplexedStream> {
  const exec = await docker.getContainer(container).exec({
    Cmd: [layout.node, "--max-semi-space-size=1", layout.attach, socket],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: false,
  });
  const connection: Duplex = await exec.start({ hijack: true, stdin: true });
  return new MultiplexedStream(connection);
}
