import { appendFileSync } from "node:fs";

// `bare-agent <notes> <agent>`: a program that does nothing but note when its input arrived.
const [file = "", agent = ""] = process.argv.slice(2);
process.stdin.setRawMode(true);
process.stdin.on("data", (bytes) => note(String(bytes)));
note("ready");

function note(text: string): void {
  const at = String(process.hrtime.bigint());
  appendFileSync(file, `${JSON.stringify({ agent, at, text })}\n`);
}
