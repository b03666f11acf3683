import { implement, ORPCError } from "@orpc/server";
import { eventsOf } from "../../../shared/base/events-of.ts";
import type { AgentsChange } from "../../../shared/contract/agents.ts";
import { contract } from "../../../shared/contract/contract.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import type { Event } from "../../../shared/base/emitter.ts";
import { toDisposable } from "../../../shared/base/disposable.ts";
import type { Host } from "../host/host.ts";
import type { Logger } from "../log/logger.ts";

/** The contract, carried out by a host. */
export function createRouter(host: Host) {
  const os = implement(contract);
  return os.router({
    host: {
      changes: os.host.changes.handler(({ signal }) => statesOf(host.onChanged, () => host.state, signal)),
      openProject: os.host.openProject.handler(({ input }) => host.openProject(input.path)),
      createSample: os.host.createSample.handler(({ input }) => host.createSample(input.path)),
      chooseFolder: os.host.chooseFolder.handler(async () => {
        const path = await host.chooseFolder();
        return path === undefined ? {} : { path };
      }),
    },
    agents: {
      changes: os.agents.changes.handler(({ signal }) => agentChanges(host, signal)),
      start: os.agents.start.handler(({ input }) => host.hub.start(input.agent)),
      stop: os.agents.stop.handler(({ input }) => host.hub.stop(input.agent, input.force === true)),
      restart: os.agents.restart.handler(({ input }) => host.hub.restart(input.agent)),
    },
    settings: {
      changes: os.settings.changes.handler(({ signal }) =>
        statesOf(host.user.onChanged, () => host.user.settings, signal),
      ),
      update: os.settings.update.handler(({ input }) => host.user.update(input)),
    },
  });
}

/** Turns our failures into those of the wire: expected ones with code and sentence, defects logged and unsaid. */
export function throwWireError(error: unknown, log: Logger): void {
  if (error instanceof HubError) throw new ORPCError(error.code, { message: error.message, cause: error });
  if (error instanceof ORPCError) {
    if (error.code !== "BAD_REQUEST") return;
    throw new ORPCError("invalid_input", { message: "That is not a valid request.", cause: error });
  }
  if (error instanceof Error && error.name === "AbortError") return;
  log.error("a call failed unexpectedly", { error });
  throw new ORPCError("internal", { message: "Something went wrong inside Quorum. The log says what." });
}

/** The whole state first, and again after each change. */
async function* statesOf<T>(
  event: Event<void>,
  state: () => T,
  signal: AbortSignal | undefined,
): AsyncGenerator<T, void, void> {
  const mapped: Event<T> = (listener) => event(() => listener(state()));
  yield* eventsOf(mapped, state, signal);
}

/** The agents of the open project, each that changes, and the whole again when another project is opened. */
async function* agentChanges(
  host: Host,
  signal: AbortSignal | undefined,
): AsyncGenerator<AgentsChange, void, void> {
  const snapshot = (): AgentsChange => ({ kind: "snapshot", agents: host.agents });
  const changes: Event<AgentsChange> = (listener) => {
    const agents = host.onAgentChanged((agent) => listener({ kind: "changed", agent }));
    const project = host.onHubChanged(() => listener(snapshot()));
    return toDisposable(() => {
      agents.dispose();
      project.dispose();
    });
  };
  yield* eventsOf(changes, snapshot, signal);
}
