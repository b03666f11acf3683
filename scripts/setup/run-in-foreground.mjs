import { spawn } from "node:child_process";
import { constants } from "node:os";

/**
 * Runs a program in our place: it has our terminal and our signals, and we end when it does.
 * @param {string} command
 * @param {readonly string[]} values
 * @param {{ readonly cwd?: string, readonly env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code
 */
export async function runInForeground(command, values, options = {}) {
  const child = spawn(command, [...values], { stdio: "inherit", ...options });
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    // A terminal sends Ctrl+C to all programs in it; passed on as well, it would arrive twice.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, pass);
  try {
    return await new Promise((resolve, reject) => {
      child.on("error", (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
      child.on("exit", (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
    });
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}
