import { appendFileSync } from "node:fs";

/** Notes when each piece of input arrived, a JSON line for each, in a file that whoever measures names. */
export function noteInput(stdin, { SCRIPTED_INPUT_NOTES: file, QUORUM_AGENT: agent }) {
  if (!file) return;
  stdin.on("data", (bytes) => {
    const at = String(process.hrtime.bigint());
    appendFileSync(file, `${JSON.stringify({ agent, at, text: String(bytes) })}\n`);
  });
}
