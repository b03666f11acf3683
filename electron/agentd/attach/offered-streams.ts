import { closeSync, constants, openSync, statSync } from "node:fs";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { StandardStreams } from "../standard-streams.ts";
import { ANSWER, offeredBy } from "./offer.ts";

/**
 * Calls back with the connection that is behind a socket: the streams of the relay that came, where it offers them and
 * they can be had, else the socket itself.
 */
export function withOfferedStreams(socket: Socket, accept: (connection: Duplex) => void): void {
  socket.on("error", () => undefined);
  socket.once("data", (words: Buffer) => {
    socket.pause();
    const pid = offeredBy(words);
    const streams = pid === undefined ? undefined : streamsOf(pid);
    if (pid === undefined) socket.unshift(words);
    else socket.write(Buffer.of(streams === undefined ? ANSWER.refused : ANSWER.taken));
    if (streams !== undefined) {
      // The relay leaves with its connection, and its streams are worth nothing without it.
      streams.once("close", () => socket.destroy());
      socket.once("close", () => streams.destroy());
    }
    accept(streams ?? socket);
    socket.resume();
  });
}

/** The kernel opens them to nobody who could not look into that process anyway: its own user. */
function streamsOf(pid: number): StandardStreams | undefined {
  const opened: number[] = [];
  const open = (number: 0 | 1, access: number): number => {
    const path = `/proc/${pid}/fd/${number}`;
    // Any other thing could do something when it is opened, or be shared with who knows whom.
    if (!statSync(path).isFIFO()) throw new Error("It is no pipe.");
    // A description of our own: whoever shares the pipe is left as it is.
    const fd = openSync(path, access | constants.O_NONBLOCK);
    opened.push(fd);
    return fd;
  };
  try {
    const [input, output] = [open(0, constants.O_RDONLY), open(1, constants.O_WRONLY)];
    return StandardStreams.open(input, output);
  } catch {
    // Not a system that has them, not pipes, not ours, gone already: the relay copies.
    for (const fd of opened) closeSync(fd);
    return undefined;
  }
}
