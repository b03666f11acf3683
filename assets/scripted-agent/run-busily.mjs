import { setTimeout as sleep } from "node:timers/promises";

const SPINNER = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 100;

const STEPS = [
  "Read the task",
  "Looked at the files it names",
  "Compared them with the procedure",
  "Wrote down what is missing",
  "Checked the references",
  "Read it all once more",
];

/** Looks busy: each step is printed when it is done, under them a status line counts the time in place. */
export async function runBusily(terminal, seconds) {
  const { style } = terminal;
  const began = Date.now();
  const totalMs = seconds * 1000;
  const elapsedMs = () => Date.now() - began;
  const elapsed = () => `${(elapsedMs() / 1000).toFixed(1)} s`;
  let done = 0;

  const isFinished = await terminal.runInterruptibly(async (signal) => {
    for (let frame = 0; elapsedMs() < totalMs && !signal.aborted; frame += 1) {
      finishSteps(Math.floor((elapsedMs() / totalMs) * STEPS.length));
      showStatus(`${SPINNER[frame % SPINNER.length]} Working… ${elapsed()}  (Ctrl+C interrupts)`);
      await pause(Math.min(FRAME_MS, totalMs - elapsedMs()), signal);
    }
    if (!signal.aborted) finishSteps(STEPS.length);
    return !signal.aborted;
  });
  clearStatus();
  const summary = `${elapsed()}, ${done} of ${STEPS.length} steps done.`;
  terminal.line(
    isFinished
      ? `${style.green("✔")} Finished in ${summary}`
      : `${style.red("✖")} Interrupted after ${summary}`,
  );

  function finishSteps(count) {
    if (count > done) clearStatus();
    for (; done < count; done += 1) terminal.line(`${style.green("●")} ${STEPS[done]}`);
  }

  function showStatus(text) {
    if (terminal.isInteractive) terminal.write(`\r${style.blue(text.slice(0, terminal.columns - 1))}\x1b[K`);
  }

  function clearStatus() {
    if (terminal.isInteractive) terminal.write("\r\x1b[K");
  }
}

/** Ends early, and quietly, when the signal aborts. */
async function pause(milliseconds, signal) {
  await sleep(Math.max(1, milliseconds), undefined, { signal }).catch((error) => {
    if (!signal.aborted) throw error;
  });
}
