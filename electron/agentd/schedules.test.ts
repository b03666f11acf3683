import { expect, it } from "vitest";
import { rounds, seededRandom, type SeededRandom } from "../../shared/base/seeded-random.test-support.ts";
import { lineOf, TestAgent, type SessionHost, type TestHub } from "./session-host.test-support.ts";

/** An agent, its session and a hub, each of which may go at any time. */
interface Scene {
  readonly agent: TestAgent;
  readonly ids: string[];
  host: SessionHost;
  hub: TestHub;
}

it("tells each notice once to a real agent, none into a dialog and none into a line, whoever is killed", async () => {
  for (let seed = 0; seed < rounds(2); seed += 1) {
    const random = seededRandom(seed);
    const agent = new TestAgent();
    const host = await agent.start();
    const scene: Scene = { agent, ids: [], host, hub: await host.hub() };
    for (let step = 0; step < 15; step += 1) await happen(scene, random);
    await calmDown(scene);
    const told = agent
      .said()
      .flatMap((text) => text.split("\n").filter((line) => line.startsWith("say Notice")));
    expect(told.toSorted(), `seed ${seed}`).toEqual(scene.ids.map(lineOf).toSorted());
    expect(scene.hub.output, `seed ${seed}`).not.toContain("Allowed");
    expect(
      agent.said().filter((text) => /half.*Notice/s.test(text)),
      `seed ${seed}`,
    ).toEqual([]);
    scene.hub.leave();
    await agent.dispose();
  }
});

async function happen(scene: Scene, random: SeededRandom): Promise<void> {
  const { agent, hub, ids } = scene;
  const isAsked = hub.activity?.kind === "waiting";
  switch (random.below(10)) {
    case 0:
    case 1:
    case 2:
      ids.push(`n${ids.length}`);
      return hub.notices(...ids);
    // A person who is asked says No, and types nothing else.
    case 3:
      return hub.type(isAsked ? "\x1b" : "half");
    case 4:
      return hub.type(isAsked ? "\x1b" : "\x15say whole\r");
    case 5:
      if (isAsked) return hub.type("\x1b");
      hub.type("\x15permit git push --force\r");
      return hub.untilActivity("waiting");
    case 6:
      return isAsked ? undefined : hub.type("\x15run 0.3\r");
    case 7:
      return hub.until(({ activity }) => activity?.kind === "waiting" || activity?.kind === "idle");
    case 8:
      hub.leave();
      scene.hub = await scene.host.hub();
      return scene.hub.until(({ activity }) => activity !== undefined);
    default:
      hub.leave();
      await scene.host.kill();
      scene.host = await agent.start();
      scene.hub = await scene.host.hub();
      return scene.hub.untilActivity("idle");
  }
}

/** Whatever is asked is answered with No, what is written is wiped away, and all is told. */
async function calmDown(scene: Scene): Promise<void> {
  const { hub, ids } = scene;
  await hub.until(({ activity }) => activity?.kind === "waiting" || activity?.kind === "idle");
  if (hub.activity?.kind === "waiting") hub.type("\x1b");
  await hub.untilActivity("idle");
  hub.type("\x15");
  hub.notices(...ids);
  await hub.until(({ outcomes }) => ids.every((id) => outcomes.get(id)?.kind === "announced"));
}
