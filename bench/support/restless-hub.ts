import type { SeededRandom } from "../../shared/base/seeded-random.test-support.ts";
import type { BenchServer } from "./bench-server.ts";

/** How long a hub lives that is killed all the time. */
const LIFE_MS = { least: 800, most: 2000 };

/** A hub that is killed again and again, and started anew each time, until it is left in peace. */
export class RestlessHub {
  kills = 0;
  readonly #ended: Promise<void>;
  #isOver = false;

  constructor(server: BenchServer, random: SeededRandom) {
    this.#ended = this.#live(server, random);
  }

  /** Resolves when the last of the hubs is there, and stays. */
  async leaveInPeace(): Promise<void> {
    this.#isOver = true;
    await this.#ended;
  }

  async #live(server: BenchServer, random: SeededRandom): Promise<void> {
    while (!this.#isOver) {
      await new Promise((resolve) =>
        setTimeout(resolve, LIFE_MS.least + random.below(LIFE_MS.most - LIFE_MS.least)),
      );
      await server.kill();
      this.kills += 1;
      await server.boot();
    }
  }
}
