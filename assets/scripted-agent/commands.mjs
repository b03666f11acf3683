import { setTimeout as sleep } from "node:timers/promises";
import { choose } from "./choose.mjs";
import { showColors } from "./colors.mjs";
import { showFullScreen } from "./full-screen.mjs";
import { permit } from "./permit.mjs";
import { QMS_COMMANDS } from "./qms-commands.mjs";
import { readLine } from "./read-line.mjs";
import { Refusal } from "./refusal.mjs";
import { runBusily } from "./run-busily.mjs";

const MAX_SECONDS = 86_400;
const MAX_LINES = 100_000_000;

/** So many lines go out in one piece; an interrupt is noticed between two. */
const FLOOD_LINES_PER_WRITE = 200;

/**
 * What the agent can be asked to do. A command runs with what follows its name and the agent; it returns an exit code
 * when it ends the program, and throws a `Refusal` when it cannot make sense of its words.
 */
export const COMMANDS = {
  say: { usage: "say TEXT", does: "prints the text", run: say },
  wait: { usage: "wait SECONDS", does: "says nothing for a while", run: wait },
  ask: { usage: "ask QUESTION", does: "asks you, yes or no", run: ask },
  choose: { usage: "choose QUESTION? A, B", does: "asks you to choose, as a tool would", run: choose },
  permit: { usage: "permit WHAT", does: "asks your permission, as a tool would", run: permit },
  run: { usage: "run SECONDS", does: "works visibly; Ctrl+C interrupts", run: work },
  flood: { usage: "flood LINES", does: "prints lines as fast as it can", run: flood },
  screen: { usage: "screen", does: "fills the whole terminal until q", run: screen },
  colors: { usage: "colors", does: "shows colours, styles and wide letters", run: colors },
  ...QMS_COMMANDS,
  exit: { usage: "exit [CODE]", does: "ends the program with that code", run: exit },
  help: { usage: "help", does: "lists these", run: help },
};

function say(text, { terminal }) {
  for (const line of text.split("\n")) terminal.line(line);
}

async function wait(argument, agent) {
  const seconds = parseSeconds(argument);
  agent.showState("busy");
  const isDone = await agent.terminal.runInterruptibly((signal) =>
    sleepUnlessAborted(seconds * 1000, signal),
  );
  agent.terminal.line(isDone ? `Waited ${seconds} s.` : "Interrupted.");
}

async function ask(question, agent) {
  if (question === "") throw new Refusal("ask needs a question, as in: ask Shall we ship it?");
  const { terminal, host } = agent;
  const { style } = terminal;
  agent.showState("asks");
  const tool = { tool: "AskUserQuestion", input: JSON.stringify({ questions: [{ question }] }) };
  await host.report("PreToolUse", tool);
  terminal.line(`${style.yellow("?")} ${style.bold(question)}`);
  const prompt = "  Yes or no? (y/N) ";
  for (;;) {
    const answer = await readLine(terminal, { prompt: style.yellow(prompt), promptWidth: prompt.length });
    if (answer.kind !== "line") return terminal.line("You did not answer.");
    const word = answer.text.trim().toLowerCase();
    if (["y", "yes"].includes(word)) return terminal.line(`You chose ${style.green("Yes")}.`);
    if (["", "n", "no"].includes(word)) return terminal.line(`You chose ${style.red("No")}.`);
    terminal.line("Please answer y or n.");
  }
}

async function work(argument, agent) {
  const seconds = parseSeconds(argument);
  agent.showState("busy");
  await runBusily(agent.terminal, seconds);
}

async function flood(argument, { terminal, showState }) {
  const count = parseCount(argument);
  const { style } = terminal;
  showState("busy");
  await terminal.runInterruptibly(async (signal) => {
    let printed = 0;
    while (printed < count && !signal.aborted) {
      const until = Math.min(count, printed + FLOOD_LINES_PER_WRITE);
      let text = "";
      while (printed < until) {
        printed += 1;
        text += `${style.dim(String(printed).padStart(8, "0"))} ${style.cyan("flood")} all work and no play, over and over\n`;
      }
      await terminal.writeAll(text);
      // Lets a Ctrl+C in, which a terminal that takes everything at once would never do.
      await new Promise(setImmediate);
    }
    terminal.line(signal.aborted ? `Interrupted after ${printed} lines.` : `Printed ${printed} lines.`);
  });
}

async function screen(_argument, { name, terminal }) {
  if (!terminal.isInteractive) throw new Refusal("screen needs a terminal.");
  await showFullScreen(terminal, `${name} · full screen`);
}

function colors(_argument, { terminal }) {
  showColors(terminal);
}

function exit(argument) {
  if (argument === "") return 0;
  const code = Number(argument);
  if (!Number.isInteger(code) || code < 0 || code > 255)
    throw new Refusal("exit takes a code from 0 to 255.");
  return code;
}

function help(_argument, { terminal }) {
  const entries = [
    ...Object.values(COMMANDS),
    { usage: "Ctrl+C", does: "interrupts, or clears the line" },
    { usage: "Ctrl+D", does: "ends the program" },
  ];
  const width = Math.max(...entries.map(({ usage }) => usage.length));
  for (const { usage, does } of entries)
    terminal.line(`  ${terminal.style.bold(usage.padEnd(width))} ${does}`);
}

function parseSeconds(argument) {
  const seconds = Number(argument);
  if (argument === "" || !(seconds >= 0 && seconds <= MAX_SECONDS))
    throw new Refusal(`That needs seconds, up to ${MAX_SECONDS}.`);
  return seconds;
}

function parseCount(argument) {
  const count = Number(argument);
  if (!Number.isInteger(count) || count < 1 || count > MAX_LINES)
    throw new Refusal(`flood takes a number of lines, up to ${MAX_LINES}.`);
  return count;
}

async function sleepUnlessAborted(milliseconds, signal) {
  try {
    await sleep(milliseconds, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}
