import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { spawn } from "node-pty";
import { WebSocketServer } from "ws";

// The bare path: node-pty to a WebSocket, each piece as it comes; and a page that writes what it is sent into xterm.js.
// No screen is kept, nothing is stored, nothing is acknowledged.
const [script = ""] = process.argv.slice(2);
const modules = join(import.meta.dirname, "..", "..", "node_modules", "@xterm", "xterm");
const files: Readonly<Record<string, readonly [string, () => Buffer | string]>> = {
  "/": ["text/html", () => readFileSync(join(import.meta.dirname, "page.html"))],
  "/xterm.js": ["text/javascript", () => readFileSync(join(modules, "lib", "xterm.mjs"))],
  "/xterm.css": ["text/css", () => readFileSync(join(modules, "css", "xterm.css"))],
};
const server = createServer((request, response) => {
  const file = files[request.url ?? ""];
  if (file === undefined) return void response.writeHead(404).end();
  response.writeHead(200, { "content-type": file[0] });
  response.end(file[1]());
});
new WebSocketServer({ server, perMessageDeflate: false }).on("connection", (socket) => {
  const pty = spawn("bash", ["-c", script], { encoding: null, cols: 100, rows: 30 });
  pty.onData((data: string | Uint8Array) => socket.send(data));
  socket.on("message", (data) => pty.write(Buffer.isBuffer(data) ? data : Buffer.alloc(0)));
  socket.on("close", () => pty.kill());
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") process.stdout.write(`${address.port}\n`);
});
