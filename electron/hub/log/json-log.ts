import type { LogFields, Logger } from "./logger.ts";

/** Where log lines go. */
export type LogSink = (line: string) => void;

/** Field names whose values never reach a log, whoever put them there. */
const SECRET = /token|key|secret|password|authorization|cookie/i;

/** A logger that writes one JSON object a line. */
export function createJsonLog(sink: LogSink, now: () => number, area?: string): Logger {
  const write = (level: string, message: string, fields: LogFields = {}): void => {
    const entry = { time: new Date(now()).toISOString(), level, area, message, ...fields };
    sink(`${JSON.stringify(entry, plain)}\n`);
  };
  return {
    debug: (message, fields) => write("debug", message, fields),
    info: (message, fields) => write("info", message, fields),
    warn: (message, fields) => write("warn", message, fields),
    error: (message, fields) => write("error", message, fields),
    child: (name) => createJsonLog(sink, now, area === undefined ? name : `${area}.${name}`),
  };
}

function plain(name: string, value: unknown): unknown {
  if (SECRET.test(name)) return "(hidden)";
  if (!(value instanceof Error)) return value;
  return { message: value.message, stack: value.stack, cause: value.cause };
}
