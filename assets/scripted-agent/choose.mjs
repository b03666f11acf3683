import { readLine } from "./read-line.mjs";
import { Refusal } from "./refusal.mjs";

const USAGE =
  "choose needs questions with their answers, as in: choose Which colour? Red, Blue; Which sizes?+ Small, Large";

/**
 * Asks questions as a coding agent does, one after another: with a number, or several, or in own words. Answers from outside
 * count as well, whichever come first.
 */
export async function choose(text, agent) {
  const questions = text.split(";").map(questionIn);
  const { terminal, host } = agent;
  const { style } = terminal;
  const tool = { tool: "AskUserQuestion", use: `use-${Date.now()}`, input: JSON.stringify({ questions }) };
  agent.showState("asks");
  await host.report("PreToolUse", tool);
  const answered = new AbortController();
  const outside = host.ask("PermissionRequest", tool, { signal: answered.signal, isPatient: true });
  const { answers, by, declined } = await Promise.race([
    askAll(questions, terminal, answered.signal),
    answersIn(outside),
  ]);
  answered.abort();
  if (declined !== undefined) return terminal.line(style.red(`Declined${by}. ${declined}`));
  if (answers === undefined) {
    // Who leaves a question ends the turn, and no hook tells.
    agent.isInterrupted = true;
    return terminal.line("You did not answer.");
  }
  await host.report("PostToolUse", tool);
  for (const [question, answer] of Object.entries(answers))
    terminal.line(style.green(`Answered${by}: ${question} ${answer}`));
}

/** `[Size] Which sizes?+ Small (for one), Large {a look\nat it}`: with a plus, several can be chosen. */
function questionIn(text) {
  const [, header = "", question, plus, labels = ""] =
    /^\s*(?:\[([^\]]*)\])?\s*([^?]+\?)(\+?)\s*(.*)$/.exec(text) ?? [];
  const options = labels.split(",").map(optionIn);
  if (question === undefined || options.length < 2) throw new Refusal(USAGE);
  return { question, header, multiSelect: plus === "+", options };
}

function optionIn(text) {
  const [, label, description = "", preview] = /^\s*(.*?)\s*(?:\(([^{}]*)\))?\s*(?:\{(.*)\})?\s*$/.exec(text);
  if (label === "") throw new Refusal(USAGE);
  return { label, description, ...(preview && { preview: preview.replaceAll("\\n", "\n") }) };
}

async function answersIn(outside) {
  const decision = (await outside)?.hookSpecificOutput?.decision;
  const by = " from outside";
  if (decision?.behavior === "deny") return { declined: decision.message, by };
  const answers = decision?.updatedInput?.answers;
  return answers === undefined ? new Promise(() => {}) : { answers, by };
}

async function askAll(questions, terminal, signal) {
  const { style } = terminal;
  const answers = {};
  for (const { question, multiSelect, options } of questions) {
    terminal.line(style.bold(`? ${question}`));
    for (const [at, { label }] of options.entries()) terminal.line(`  ${at + 1}. ${label}`);
    const prompt = `  Which${multiSelect ? " of them" : ""}? (1-${options.length}) `;
    const said = await readLine(terminal, { prompt, promptWidth: prompt.length, signal });
    if (said.kind !== "line") return { answers: undefined, by: "" };
    const words = said.text.trim();
    const numbers = /^[\d,\s]+$/.test(words) ? words.split(/[,\s]+/).map(Number) : [];
    answers[question] = numbers.map((number) => options[number - 1]?.label ?? number).join(", ") || words;
  }
  return { answers, by: "" };
}
