import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { encodeControl, HubMessage, LinkFrameReader } from "../../../shared/link/link-frames.ts";

// A session host of a version that this hub does not know: `other-version.test-support.ts SESSION_FOLDER`.
const folder = process.argv[2] ?? "";
const launch = JSON.parse(readFileSync(join(folder, "launch.json"), "utf8"));
const startedAt = Date.now();

function leave(status: object): void {
  writeFileSync(join(folder, "status.json"), JSON.stringify(status));
}

leave({ kind: "running", hostPid: process.pid, programPid: process.pid, startedAt });
const server = createServer((socket) => {
  const reader = new LinkFrameReader();
  socket.on("error", () => undefined);
  socket.on("data", (bytes) =>
    reader.push(bytes, (frame) => {
      if (frame.kind !== "control") return;
      const message = HubMessage.parse(JSON.parse(frame.text));
      if (message.kind === "hello") {
        const { session } = launch;
        socket.write(
          encodeControl({ kind: "welcome", protocol: 999, session, programPid: process.pid, startedAt }),
        );
      } else {
        leave({ kind: "ended", code: 0, isRequested: true, startedAt, at: Date.now() });
        socket.end(() => process.exit(0));
      }
    }),
  );
});
server.listen(launch.socket, () => process.stdout.write("ready\n"));
