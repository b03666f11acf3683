import { setFlagsFromString } from "node:v8";

/**
 * Keeps what V8 sets aside for new objects small. A hub answers many small events: that costs it no speed, makes the pauses
 * for collecting garbage shorter, and after the first reading of a large project saves a tenth of the memory.
 */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString("--max-semi-space-size=2");
}
