import { once } from "node:events";
import { createServer } from "node:net";

/** Below the ports that the system hands out by itself, which anything may have got in the meantime. */
const FIRST = 21_000;
const PORTS_EACH = 100;
/** Of specs that are run from several folders at a time, each run has ports of its own, as far as it goes. */
const RUNS = 50;
const WORKERS = 2;

/**
 * A free port of those that belong to one of the workers that run specs side by side: a server that was killed finds it
 * free again, since none of the others takes it.
 */
export async function ownPort(worker: number): Promise<number> {
  // All workers of a run have the same parent.
  const run = process.ppid % RUNS;
  const first = FIRST + (run * WORKERS + worker) * PORTS_EACH;
  for (let port = first; port < first + PORTS_EACH; port += 1) if (await isFree(port)) return port;
  throw new Error(`no port from ${first} on is free`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  const closed = once(server, "close");
  server.close();
  await closed;
  return true;
}
