import { spawn } from "node-pty";

// Reads a program's output through node-pty and does nothing with it; prints the milliseconds that took.
const [file = "", ...args] = process.argv.slice(2);
const began = performance.now();
const pty = spawn(file, args, { encoding: null, cols: 100, rows: 30 });
let bytes = 0;
pty.onData((data: string | Uint8Array) => {
  bytes += data.length;
});
pty.onExit(() => process.stdout.write(`${JSON.stringify({ ms: performance.now() - began, bytes })}\n`));
