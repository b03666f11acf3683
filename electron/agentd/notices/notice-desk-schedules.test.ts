import { describe, expect, it } from "vitest";
import { rounds, seededRandom, type SeededRandom } from "../../../shared/base/seeded-random.test-support.ts";
import { bench, type Bench } from "./notice-bench.test-support.ts";

describe("whatever happens, and whenever the session host is killed", () => {
  it("each notice is told once, none into a dialog and none into a line", async () => {
    for (let seed = 0; seed < rounds(250); seed += 1) {
      const at = await bench();
      const random = seededRandom(seed);
      const ids: string[] = [];
      const announced = new Set<string>();
      const listed = (): string[] => ids.filter((id) => !announced.has(id));
      for (let step = 0; step < 60; step += 1) {
        await happen(at, random, ids, listed);
        if (at.isDead) {
          await at.restart();
          at.list(...listed());
        }
        // The hub hears of what is settled, or was away meanwhile.
        for (const [id, { kind }] of at.outcomes) {
          if (kind === "announced" && random.below(2) === 0) announced.add(id);
          if (kind === "returned") announced.delete(id);
        }
      }
      at.writesLeft = Number.POSITIVE_INFINITY;
      await calmDown(at, ids);
      expect(at.program.mishaps, `seed ${seed}`).toEqual([]);
      expect(Object.fromEntries(at.told()), `seed ${seed}`).toEqual(
        Object.fromEntries(ids.map((id) => [id, 1])),
      );
      for (const text of at.program.transcript)
        expect(text, `seed ${seed}`).toMatch(/^(?:Notice \w+\.\n?)*(?:typed )*$/);
      for (const id of ids) expect(at.outcomes.get(id)?.kind, `seed ${seed}`).toBe("announced");
    }
  });
});

/** One thing that may happen. */
async function happen(at: Bench, random: SeededRandom, ids: string[], listed: () => string[]): Promise<void> {
  const { program } = at;
  switch (random.below(14)) {
    case 0:
    case 1:
      ids.push(`n${ids.length}`);
      return at.list(...listed());
    case 2:
      return program.state === "waiting" ? undefined : at.type("typed ");
    case 3:
      // Nobody enters what is in the dialog's way.
      return program.state === "waiting" ? undefined : at.type("\r");
    case 4:
      return program.become("waiting");
    case 5:
      return program.become("busy");
    case 6:
      return program.become("idle");
    case 7:
      if (program.state === "busy") endTurn(at, random);
      return undefined;
    case 8:
      at.writesLeft = 1 + random.below(4);
      at.crashesAfter = random.below(2) === 0;
      return undefined;
    case 9:
      return at.rest(random.below(40));
    case 10:
      return at.list(...listed());
    case 11:
      if (program.state !== "busy") return undefined;
      at.type("\x1b");
      // Nobody is so fast that it is at work again before it was seen to be idle.
      await at.see();
      return at.see();
    default:
      return at.see();
  }
}

/** The program asks whether it may rest, and may be interrupted before it heard the answer. */
function endTurn(at: Bench, random: SeededRandom): void {
  const { program } = at;
  at.hear();
  const refused = at.desk.turnEnds(program.isContinued);
  if (refused === undefined || at.isDead || random.below(4) === 0) return program.become("idle");
  program.goOn(refused.reason);
  refused.taken();
}

/** Everything comes to rest: whoever types enters the line, and the agent is idle. */
async function calmDown(at: Bench, ids: readonly string[]): Promise<void> {
  for (let round = 0; round < 40; round += 1) {
    at.program.become("idle");
    at.list(...ids);
    await at.see();
    if (round < 2) at.type("\r");
    await at.rest(round < 20 ? 5 : 100);
  }
}
