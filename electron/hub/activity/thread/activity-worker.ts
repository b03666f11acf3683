import { parentPort, workerData } from "node:worker_threads";
import type { ActivitySetup, FromActivity, ToActivity } from "./messages.ts";
import { ActivityKeeper } from "./activity-keeper.ts";

// The thread that reads the timeline. It dies with what it cannot handle: whoever started it starts another.
const port = parentPort;
if (port === null) throw new Error("This runs only as a thread.");
const keeper = new ActivityKeeper(workerData as ActivitySetup, {
  send: (message: FromActivity) => port.postMessage(message),
  fail: (error) => {
    // Out of reach of any promise, so that it ends the thread and is told as its failure.
    setImmediate(() => {
      throw error;
    });
  },
});
port.on("message", (message: ToActivity) => keeper.take(message));
keeper.start();
