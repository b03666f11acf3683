// A hook of a test: takes what Claude Code says to the test's desk, and does what the desk answers.
import { connect } from "node:net";
import { text } from "node:stream/consumers";

const [port, label] = process.argv.slice(2);
const desk = connect(Number(port), "127.0.0.1");
process.on("SIGTERM", () => {
  desk.end(`${JSON.stringify({ signal: "SIGTERM" })}\n`);
  desk.on("close", () => process.exit(143));
});
// A desk that is gone must not disturb the program.
desk.on("error", () => process.exit(0));
desk.write(`${JSON.stringify({ label, input: JSON.parse(await text(process.stdin)) })}\n`);
const { output = "", errors = "", code = 0 } = JSON.parse(await text(desk));
process.stderr.write(errors);
process.stdout.write(output, () => process.exit(code));
