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
  [
    refusal(500, "write /var/lib/docker/x: no space left on device"),
    "The disk that Docker keeps its data on is full. Free some space, for one with `docker system prune`, and try again.",
  ],
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
