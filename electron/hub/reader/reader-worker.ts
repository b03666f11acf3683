import { realpathSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type { FromReader, ReaderSetup, ToReader } from "./messages.ts";
import { Reader } from "./reader.ts";

// The thread that reads the project. It dies with what it cannot handle: whoever started it starts another.
const port = parentPort;
if (port === null) throw new Error("This runs only as a thread.");
const send = (message: FromReader): void => port.postMessage(message);
const setup = workerData as ReaderSetup;
const reader = new Reader({ ...setup, root: realpathSync(setup.root) }, send);
port.on("message", (message: ToReader) => {
  if (message.kind === "taken") reader.taken();
  else reader.answer(message.id, message.call).catch(fail);
});
reader.start().catch(fail);

function fail(error: unknown): void {
  // Out of reach of any promise, so that it ends the thread and is told as its failure.
  setImmediate(() => {
    throw error;
  });
}
