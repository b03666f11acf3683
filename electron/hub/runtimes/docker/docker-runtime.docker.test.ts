import { describe } from "vitest";
import { itActsAsRuntime, type RuntimeStage } from "../runtime-conformance.test-support.ts";
import { DockerStage, QA, SCRIPTED } from "./docker-stage.test-support.ts";

describe("the docker runtime", () => {
  itActsAsRuntime((): Promise<RuntimeStage> => {
    const stage = new DockerStage();
    return Promise.resolve({
      runtime: stage.runtime,
      agent: QA,
      scripted: SCRIPTED,
      again: () => stage.open(),
      killHost: () => stage.killHost(QA),
      dispose: () => stage.dispose(),
    });
  });
});
