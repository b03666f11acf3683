#!/usr/bin/env node
import { watch } from "node:fs";
import { connect, Socket } from "node:net";
import { dirname } from "node:path";

// `attach SOCKET`: joins standard input and output to a session host that listens, or is about to listen, at the socket. It
// knows nothing of what is said, and needs nothing but Node: there is one for each hub that looks at a container.

const path = process.argv[2] ?? "";
let isConnected = false;

/** Whoever was at the other end of either is gone: so are we. */
function leave(): never {
  process.exit(0);
}

function fail(error: Error): never {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

function tryToConnect(): void {
  if (isConnected) return;
  const socket = connect(path);
  socket.once("connect", () => {
    if (isConnected) return void socket.destroy();
    isConnected = true;
    watcher.close();
    relay(socket);
  });
  socket.once("error", (error: NodeJS.ErrnoException) => {
    // It is not there yet: its coming is seen.
    if (!isConnected && error.code !== "ENOENT" && error.code !== "ECONNREFUSED") fail(error);
  });
}

function relay(socket: Socket): void {
  // As sockets they never block: a reader that is slow does not keep back what comes from it.
  const input = new Socket({ fd: 0, readable: true, writable: false });
  const output = new Socket({ fd: 1, readable: false, writable: true });
  socket.setNoDelay(true);
  for (const end of [socket, input, output]) end.on("error", leave);
  input.on("close", leave);
  input.on("end", leave);
  output.on("close", leave);
  // The last word is to get through.
  socket.on("end", () => output.end(leave));
  input.pipe(socket);
  socket.pipe(output, { end: false });
}

// The folder is there from the start: it is a place in memory of the container's own.
const watcher = watch(dirname(path), tryToConnect).on("error", fail);
tryToConnect();
