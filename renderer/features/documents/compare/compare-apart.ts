import type { Comparison } from "./compare-texts.ts";

/** Compares two texts in a thread of its own, which ends with the answer or with the signal. */
export function compareApart(before: string, after: string, signal: AbortSignal): Promise<Comparison> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./compare-worker.ts", import.meta.url), { type: "module" });
    const end = (): void => worker.terminate();
    signal.addEventListener("abort", end, { once: true });
    worker.addEventListener("message", (event: MessageEvent<Comparison>) => {
      end();
      resolve(event.data);
    });
    worker.addEventListener("error", () => {
      end();
      reject(new Error("The comparison failed."));
    });
    worker.postMessage({ before, after });
  });
}
