import { COMMANDS } from "./commands.mjs";
import { QMS_COMMANDS } from "./qms-commands.mjs";
import { linesFor } from "./reactions.mjs";
import { Refusal } from "./refusal.mjs";

/** Work, as opposed to talk: it is reported as the use of a tool. */
const WORK = new Set(["run", "wait", "flood", ...Object.keys(QMS_COMMANDS)]);

/** What a notice ends with; whoever reads one does that. */
const INBOX_NOTICE = /\brun qms inbox\b/i;

/**
 * Does what a line says, and reports it as a turn. At its end the session host may have more to say, and the turn goes on
 * with that. Resolves with the exit code where the line ends the program.
 */
export async function takeTurn(text, agent) {
  const { terminal, host, transcript } = agent;
  agent.showState("busy");
  transcript.note("prompt", text);
  await host.report("UserPromptSubmit", { prompt: text });
  for (let instruction = text, isContinued = false; ; isContinued = true) {
    agent.isInterrupted = false;
    for (const line of linesFor(instruction, agent.reactions)) {
      const code = await obey(line, agent);
      if (code !== undefined) return code;
      if (agent.isInterrupted) break;
    }
    // Who is interrupted says nothing more.
    if (terminal.takeInterrupt() || agent.isInterrupted) return undefined;
    const answer = await host.ask("Stop", { isContinued });
    if (answer?.decision !== "block") return undefined;
    instruction = answer.reason;
    transcript.note("reason", instruction);
    terminal.line(terminal.style.yellow(`Not yet: ${instruction}`));
  }
}

async function obey(text, agent) {
  const { terminal, host } = agent;
  const [word, rest] = splitFirstWord(text);
  try {
    const command = commandIn(word, text);
    const use = WORK.has(word)
      ? { tool: "Bash", use: `use-${Date.now()}`, input: JSON.stringify({ command: text }) }
      : undefined;
    if (use) await host.report("PreToolUse", use);
    const code = await command.run(rest, agent);
    if (use) await host.report("PostToolUse", use);
    return code;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    terminal.line(terminal.style.red(error.message));
    return undefined;
  }
}

function commandIn(word, text) {
  if (Object.hasOwn(COMMANDS, word)) return COMMANDS[word];
  if (INBOX_NOTICE.test(text)) return COMMANDS.inbox;
  throw new Refusal(`I do not know "${word}". help lists what I can do.`);
}

function splitFirstWord(text) {
  const [word] = text.split(/\s/, 1);
  return [word, text.slice(word.length).trim()];
}
