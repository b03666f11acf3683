#!/usr/bin/env node
import { connect, Socket } from "node:net";
import { ANSWER, offerOf } from "./offer.ts";

// `attach SOCKET [offer]`: joins standard input and output to whoever listens at the socket. It knows nothing of what is
// said, and needs nothing but Node: there is one for each hub that comes to a container that runs already. Who offers its
// streams is mostly left with nothing to do but to be there: the listener takes them itself.

/** Whoever was at the other end of either is gone: so are we. */
function leave(): never {
  process.exit(0);
}

/** Nobody listens: whoever wants to be joined tries again. */
function fail(error: Error): never {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

function relay(socket: Socket): void {
  // As sockets they never block: a reader that is slow does not keep back what comes from it.
  const input = new Socket({ fd: 0, readable: true, writable: false });
  const output = new Socket({ fd: 1, readable: false, writable: true });
  socket.setNoDelay(true);
  for (const end of [input, output]) end.on("error", leave);
  input.on("close", leave);
  input.on("end", leave);
  output.on("close", leave);
  // The last word is to get through.
  socket.on("end", () => output.end(leave));
  input.pipe(socket);
  socket.pipe(output, { end: false });
}

/** Our input is not touched until it is known whose it is. */
function offer(socket: Socket): void {
  socket.write(offerOf(process.pid));
  socket.once("end", leave);
  socket.once("data", (answer: Buffer) => {
    if (answer[0] === ANSWER.taken) return;
    socket.removeListener("end", leave);
    relay(socket);
  });
}

const [, , path = "", how] = process.argv;
const socket = connect(path, () => {
  socket.removeListener("error", fail);
  socket.on("error", leave);
  if (how === "offer") offer(socket);
  else relay(socket);
}).once("error", fail);
