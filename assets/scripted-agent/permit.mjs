import { Refusal } from "./refusal.mjs";

const CHOICES = ["Yes", "No"];

/**
 * Asks for a permission as a coding agent does: in a dialog in which letters mean nothing and Enter takes what is chosen,
 * Yes at first. An answer from outside counts as well, whichever comes first. Resolves with whether it was given.
 */
async function askPermission(agent, tool, input) {
  const { terminal, host } = agent;
  const answered = new AbortController();
  agent.showState("asks");
  const outside = host.ask(
    "PermissionRequest",
    { tool, input: JSON.stringify(input) },
    { signal: answered.signal, isPatient: true },
  );
  const choice = await Promise.race([
    choose(terminal, `${tool}: ${input.command}`, answered.signal),
    decision(outside),
  ]);
  answered.abort();
  // The cursor stands above the second choice.
  terminal.write("\n\n");
  const { style } = terminal;
  if (choice.isAllowed) terminal.line(style.green(`Allowed${choice.by}.`));
  else terminal.line(style.red(`Denied${choice.by}.${choice.message ? ` ${choice.message}` : ""}`));
  return choice;
}

export async function permit(text, agent) {
  if (text === "") throw new Refusal("permit needs what it is for, as in: permit git push --force");
  await agent.host.report("PreToolUse", { tool: "Bash", input: JSON.stringify({ command: text }) });
  const { isAllowed, isInterrupted } = await askPermission(agent, "Bash", { command: text });
  if (isAllowed) agent.terminal.line(`● ${text}`);
  // A No from the person at the terminal ends the turn, and no hook tells.
  if (isInterrupted) agent.isInterrupted = true;
}

/** Never resolves where nothing is decided outside. */
async function decision(outside) {
  const output = (await outside)?.hookSpecificOutput?.decision;
  if (output === undefined) return new Promise(() => {});
  return { isAllowed: output.behavior === "allow", by: " from outside", message: output.message };
}

async function choose(terminal, question, signal) {
  const { style } = terminal;
  terminal.line(style.bold(`? ${question}`));
  for (let chosen = 0; ;) {
    const choices = CHOICES.map((word, at) => `${at === chosen ? "❯" : " "} ${at + 1}. ${word}`);
    // The line of the first choice is where the cursor stands.
    terminal.write(`\r\x1b[K${choices[0]}\n\x1b[K${choices[1]}\x1b[1A\r`);
    const key = await terminal.nextKey(signal);
    if (key === undefined || key.name === "interrupt" || key.name === "escape") chosen = 1;
    if (key === undefined || ["enter", "interrupt", "escape"].includes(key.name))
      return { isAllowed: chosen === 0, isInterrupted: chosen === 1, by: "", message: "" };
    if (key.name === "previous") chosen = 0;
    if (key.name === "next") chosen = 1;
  }
}
