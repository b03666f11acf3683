import { randomUUID } from "node:crypto";
import { connect } from "node:net";

/** A sign of life of the session host comes at once, or it is away. */
const PATIENCE_MS = 1000;

/**
 * The session host, which the agent reports to as Claude Code's hooks do: over the socket that it is given. Without one
 * reports go nowhere.
 */
export class SessionHost {
  #path;
  #about;

  constructor({ QUORUM_AGENTD: path }, about) {
    this.#path = path;
    this.#about = about;
  }

  /** Reports an event; resolves when it has left. */
  report(event, details = {}) {
    return this.#call(event, details, { isAnswered: false });
  }

  /** Reports an event and resolves with the JSON that is answered; undefined where nothing is, and when the signal aborts. */
  async ask(event, details, { signal, isPatient = false } = {}) {
    const text = await this.#call(event, details, { isAnswered: true, signal, isPatient });
    return text === undefined ? undefined : JSON.parse(text);
  }

  #call(event, details, { isAnswered, signal, isPatient }) {
    if (!this.#path || signal?.aborted) return Promise.resolve(undefined);
    const key = randomUUID();
    const body = { event, ...this.#about, ...details };
    return new Promise((resolve) => {
      const socket = connect(this.#path);
      const leave = (text) => {
        clearTimeout(patience);
        signal?.removeEventListener("abort", onAbort);
        if (text === undefined) socket.destroy();
        else socket.end(lineOf({ message: "taken", key }));
        resolve(text);
      };
      const onAbort = () => leave(undefined);
      const patience = setTimeout(onAbort, PATIENCE_MS);
      signal?.addEventListener("abort", onAbort);
      socket.on("error", onAbort);
      socket.on("close", onAbort);
      const line = lineOf({ message: "call", key, kind: "hook", body });
      if (!isAnswered) return void socket.end(line, onAbort);
      socket.write(line);
      onLine(socket, ({ result }) => {
        if (result?.kind !== "wait") return leave(result?.kind === "print" ? result.text : undefined);
        if (isPatient) clearTimeout(patience);
      });
    });
  }
}

function lineOf(message) {
  return `${JSON.stringify(message)}\n`;
}

function onLine(socket, take) {
  let rest = "";
  socket.setEncoding("utf8");
  socket.on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop();
    for (const line of lines) take(JSON.parse(line));
  });
}
