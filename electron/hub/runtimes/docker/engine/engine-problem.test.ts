import { expect, it } from "vitest";
import { HubError } from "../../../../../shared/contract/errors.ts";
import { engineProblem, isDoneAlready, isMissing, isOutOfReach } from "./engine-problem.ts";

/** As dockerode throws what an engine refuses. */
function refusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(`(HTTP code ${statusCode}) unexpected - ${message} `), {
    statusCode,
    json: { message },
  });
}

const failure = (code: string): Error => Object.assign(new Error(code), { code });

it.each([
  [
    refusal(400, 'invalid mount config for type "bind": bind source path does not exist: /a b/c'),
    "/a b/c is not there, and the container needs it. Put it back, and start the agent again.",
  ],
  [
    refusal(404, "No such image: quorum-agent:1"),
    "The image for agents is not there. Build it under Containers, and start the agent again.",
  ],
  ...[
    "write /var/lib/docker/x: no space left on device",
    "mkdir /var/lib/docker/overlay2/0a1b-init: no space left on device",
    "failed to start shim: write /run/containerd/io.containerd.runtime.v2.task/moby/0a1b/config.json: no space left on device: unknown",
    "failed to create task for container: failed to initialize logging driver: open /var/lib/docker/containers/0a1b-json.log: no space left on device",
    "container create: creating container storage: mkdir /home/me/.local/share/containers/storage/overlay/0a1b: disk quota exceeded",
  ].map((text): [Error, string] => [
    refusal(500, text),
    "The disk that Docker keeps its data on is full. Free some space, for one with `docker system prune`, and try again.",
  ]),
  [
    refusal(500, "Mounts denied: the path /x is not shared from the host"),
    "Docker may not see the project's folder. Add it to the shared folders in Docker's settings, and try again.",
  ],
  [refusal(500, "something \u001b[31mred\n."), "Docker did not do it: something [31mred ."],
  [
    failure("ECONNREFUSED"),
    "Docker is not running. Start it, and try again; agents that run natively need none.",
  ],
  [
    failure("EACCES"),
    "You may not use Docker: its socket is not for you. Look under Containers for what to do.",
  ],
])("%s is told in a sentence", (error, sentence) => {
  const problem = engineProblem(error);
  expect(problem).toBeInstanceOf(HubError);
  expect(problem).toMatchObject({ message: sentence, cause: error });
});

it.each([
  ["the disk of this machine is full", "ENOSPC", {}],
  ["a file of ours may not be written", "EACCES", { path: "/project/.quorum/agents" }],
])("leaves alone what went wrong here: %s", (_what, code, more) => {
  const error = Object.assign(failure(code), more);
  expect(engineProblem(error)).toBe(error);
  expect(isOutOfReach(error)).toBe(false);
});

it("leaves alone what is not the engine's", () => {
  const defect = new TypeError("oops");
  expect(engineProblem(defect)).toBe(defect);
  const own = new HubError("denied", "No.");
  expect(engineProblem(own)).toBe(own);
});

it("knows what is missing, what is done already, and what could not be asked", () => {
  expect([isMissing(refusal(404, "x")), isMissing(refusal(500, "x"))]).toEqual([true, false]);
  expect(
    [refusal(304, ""), refusal(409, "removal is already in progress"), refusal(409, "name is in use")].map(
      isDoneAlready,
    ),
  ).toEqual([true, true, false]);
  expect([
    isOutOfReach(failure("ENOENT")),
    isOutOfReach(refusal(500, "x")),
    isOutOfReach(new Error("x")),
  ]).toEqual([true, false, false]);
});
