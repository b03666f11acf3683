import { once } from "node:events";
import type { Readable } from "node:stream";
import { expect, it } from "vitest";
import { AgentRoom } from "../../agents/agent.ts";
import { shellProgram } from "../runtime-conformance.test-support.ts";
import { DockerStage, QA } from "./docker-stage.test-support.ts";

const silent = (): void => undefined;
const LOG = { debug: silent, info: silent, warn: silent, error: silent, child: () => LOG };

it("an agent whose container dies has failed within 100 ms of the engine's event", async () => {
  const stage = new DockerStage();
  const watch = stage.watched();
  const room = new AgentRoom({
    definition: { id: QA, program: "scripted" },
    programName: "a shell",
    program: shellProgram("echo up; read end"),
    runtime: stage.runtime,
    calls: { answer: () => Promise.resolve({}), taken: silent },
    now: Date.now,
    log: LOG,
  });
  try {
    watch.begin();
    await room.start();
    const docker = await stage.docker();
    const events = (await docker.getEvents({ filters: { event: ["die"] } })) as Readable;
    const died = once(events, "data").then(() => performance.now());
    const failed = new Promise<number>((resolve) => {
      room.onChanged(({ state }) => {
        if (state.kind === "failed") resolve(performance.now());
      });
    });
    await (await stage.containerOf(QA)).kill();
    expect((await failed) - (await died)).toBeLessThan(100);
    expect(room.view.state).toMatchObject({ reason: expect.stringContaining("killed from outside") });
    events.destroy();
  } finally {
    room.dispose();
    watch.dispose();
    await stage.dispose();
  }
});
