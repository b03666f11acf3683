import { realpathSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { Desk } from "./desk.ts";
import type { DeskSetup, ToDesk } from "./messages.ts";

// The thread that searches documents and counts their events. It dies with what it cannot handle.
const port = parentPort;
if (port === null) throw new Error("This runs only as a thread.");
const { root } = workerData as DeskSetup;
const desk = new Desk({ root: realpathSync(root) }, (message) => port.postMessage(message));
port.on("message", (message: ToDesk) => {
  desk.take(message).catch((error: unknown) => {
    // Out of reach of any promise, so that it ends the thread and is told as its failure.
    setImmediate(() => {
      throw error;
    });
  });
});
