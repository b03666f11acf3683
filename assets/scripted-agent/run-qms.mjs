import { spawn } from "node:child_process";
import { findQms } from "./find-qms.mjs";
import { Refusal } from "./refusal.mjs";

/** Longer than the command itself waits for its project to be free. */
const DEADLINE_MS = 60_000;
const MAX_OUTPUT_CHARS = 2_000_000;

/** What documents say is shown in a terminal: nothing in it may steer that. */
const CONTROLS =
  /\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * Runs `qms` with these arguments as this agent: `{code, text}`, all that it printed. A code of `undefined` means that it
 * was interrupted.
 */
export async function runQms(args, { user, terminal }) {
  const qms = findQms(process.env);
  if (qms === undefined)
    throw new Refusal("There is no qms command in my PATH: I cannot reach the documents or my inbox.");
  const env = user === undefined ? process.env : { ...process.env, QMS_USER: user };
  return terminal.runInterruptibly(async (signal) => {
    if (signal.aborted) return { code: undefined, text: "" };
    const stopped = AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]);
    const result = await collect(
      spawn(qms.file, [...qms.before, ...args], { env, stdio: STDIO, signal: stopped }),
    );
    if (result.error !== undefined && !stopped.aborted)
      throw new Refusal(`qms could not be run: ${result.error.message}`);
    if (stopped.aborted && !signal.aborted) throw new Refusal("qms did not answer within a minute.");
    return { code: signal.aborted ? undefined : result.code, text: result.text };
  });
}

/** Nothing is typed into it: what it would ask, it is told by its arguments. */
const STDIO = ["ignore", "pipe", "pipe"];

function collect(child) {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk) => {
      if (text.length < MAX_OUTPUT_CHARS) text += chunk;
    });
  }
  return new Promise((resolve) => {
    const end = (more) => resolve({ code: undefined, error: undefined, text: cleanText(text), ...more });
    child.once("error", (error) => end({ error }));
    child.once("close", (code) => end({ code: code ?? 1 }));
  });
}

function cleanText(text) {
  return text.replaceAll("\r\n", "\n").replaceAll(CONTROLS, "").replaceAll("\t", "  ");
}
