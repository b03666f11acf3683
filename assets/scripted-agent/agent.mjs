/**
 * The scripted agent: a small terminal program that stands in for a coding agent, so that everything around one can be
 * shown and tested without an account. It does what it is told, one line at a time.
 */
import { readReactions } from "./reactions.mjs";
import { noteInput } from "./note-input.mjs";
import { readLine } from "./read-line.mjs";
import { SessionHost } from "./session-host.mjs";
import { Terminal } from "./terminal.mjs";
import { takeTurn } from "./take-turn.mjs";
import { Transcript } from "./transcript.mjs";

const TITLE_MARKS = { idle: "✳", busy: "⠂", asks: "✳" };

// The first to hear of it.
noteInput(process.stdin, process.env);
const terminal = new Terminal(process);
const user = process.env.QMS_USER || process.env.QUORUM_AGENT || undefined;
const name = (process.env.QUORUM_AGENT || user || "").replaceAll(/[^\w-]/g, "").slice(0, 32) || "agent";
const transcript = new Transcript(process.env);
const host = new SessionHost(process.env, { conversation: transcript.id, transcript: transcript.file });
const agent = {
  name,
  host,
  transcript,
  reactions: readReactions(process.env, name),
  /** Who the agent is to the `qms` command. */
  user,
  terminal,
  showState: (state) => terminal.setTitle(`${TITLE_MARKS[state]} ${name} · ${state}`),
};

process.on("SIGINT", () => terminal.interrupt());
process.on("SIGTERM", () => leave(143));
process.on("SIGHUP", () => leave(129));

greet();
await host.report("SessionStart", { cause: transcript.earlier > 0 ? "resume" : "startup" });
const exitCode = await converse();
await host.report("SessionEnd", { cause: "exit" });
leave(exitCode);

function greet() {
  const { bold, dim, cyan } = terminal.style;
  terminal.line(`${bold(name)} ${dim("· scripted agent")}`);
  terminal.line("I stand in for a coding agent, without an account: I do what a line says.");
  terminal.line(
    `Try ${["say hello", "ask Shall we?", "run 5", "flood 1000", "screen", "work"].map((text) => cyan(text)).join(dim(" · "))}`,
  );
  terminal.line(dim("help lists everything, Ctrl+C interrupts, Ctrl+D ends me."));
  if (transcript.earlier > 0)
    terminal.line(dim(`I remember our conversation: ${transcript.earlier} things said.`));
}

/** Reads and does one line after another; the result is the program's exit code. */
async function converse() {
  const history = [];
  const prompt = `${terminal.style.bold(name)} ${terminal.style.cyan("❯")} `;
  for (;;) {
    agent.showState("idle");
    const input = await readLine(terminal, { prompt, promptWidth: name.length + 3, history });
    if (input.kind === "ended") return 0;
    const text = input.kind === "line" ? input.text.trim() : "";
    if (text === "") continue;
    if (history.at(-1) !== text) history.push(text);
    const code = await takeTurn(text, agent);
    if (code !== undefined) return code;
  }
}

function leave(code) {
  terminal.close();
  process.exit(code);
}
