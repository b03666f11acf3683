import type { Duplex } from "node:stream";
import type Docker from "dockerode";
import { SMALL_HEAP } from "../../session/small-heap.ts";
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
    // Who serves the link takes the relay's streams, which makes the way of each key shorter by a program.
    Cmd: [layout.node, ...SMALL_HEAP, layout.attach, socket, ...(socket === LINK_SOCKET ? ["offer"] : [])],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: false,
  });
  const connection: Duplex = await exec.start({ hijack: true, stdin: true });
  return new MultiplexedStream(connection);
}
