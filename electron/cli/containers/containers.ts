import type { ImageState } from "../../../shared/contract/containers.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { CommandError } from "../command-error.ts";
import { withHub } from "../connect.ts";
import { findHub } from "../find-hub.ts";
import { firstOf } from "../first-of.ts";
import { withAgents } from "../follow-agents.ts";
import { complain, isStyled, say } from "../output.ts";
import { plainText } from "../plain-text.ts";
import { containersTable, engineInWords } from "./containers-table.ts";

interface Options {
  readonly project?: string;
}

/** `quorum containers`: the engine, the image, and the containers of agents. */
export async function listContainers({
  project,
  json,
}: Options & { readonly json?: boolean }): Promise<void> {
  const hub = await findHub(project);
  const view = await withHub(hub, async (client) => {
    await client.containers.look();
    return firstOf((signal) => client.containers.changes(undefined, { signal }));
  });
  if (json === true) say(JSON.stringify(view, undefined, 2));
  else say(containersTable(view, { isStyled: isStyled() }));
}

/** `quorum containers build`: builds the image, and says each step; a signal breaks the build off. */
export async function buildImage({ project }: Options): Promise<void> {
  const hub = await findHub(project);
  await withHub(hub, async (client) => {
    await client.containers.look();
    const { engine } = await firstOf((signal) => client.containers.changes(undefined, { signal }));
    if (engine.kind !== "ok") throw new CommandError(engineInWords(engine));
    const cancel = (): void => void client.containers.cancelBuild().catch(() => undefined);
    process.once("SIGINT", cancel);
    try {
      await followBuild(client);
    } finally {
      process.removeListener("SIGINT", cancel);
    }
  });
}

async function followBuild(client: HubClient): Promise<void> {
  const stop = new AbortController();
  // Followed before it begins: a build that fails at once is over before anybody looks.
  const changes = await client.containers.changes(undefined, { signal: stop.signal });
  let hasBegun = false;
  let wasBuilding = false;
  let told = -1;
  try {
    for await (const { image } of changes) {
      if (!hasBegun) {
        hasBegun = true;
        await client.containers.build();
        if (image.kind !== "building") continue;
      }
      if (image.kind !== "building") {
        // What is told before the build is about something else.
        if (wasBuilding || image.kind === "failed") return ended(image);
        continue;
      }
      wasBuilding = true;
      if (image.step === told) continue;
      told = image.step;
      say(image.of === 0 ? "Building the image." : `${image.step}/${image.of} ${plainText(image.text)}`);
    }
  } finally {
    stop.abort();
  }
}

function ended(image: Exclude<ImageState, { readonly kind: "building" }>): void {
  if (image.kind === "ready") return say("The image is built.");
  if (image.kind !== "failed") throw new CommandError("The build was broken off.");
  for (const line of image.lastLines.slice(-20)) complain(plainText(line));
  throw new CommandError(`The image was not built: ${plainText(image.reason)}`);
}

/** `quorum containers recreate`: ends an agent, and starts it in a new container. */
export async function recreateContainer(name: string, { project }: Options): Promise<void> {
  const hub = await findHub(project);
  await withHub(hub, async (client) => {
    const { id } = await withAgents(client, (agents) => Promise.resolve(agents.get(name)));
    await client.containers.recreate({ agent: id });
    say(`${id}: in a new container.`);
  });
}

/** `quorum containers logs`: the last lines that an agent's container has logged. */
export async function containerLogs(name: string, { project }: Options): Promise<void> {
  const hub = await findHub(project);
  await withHub(hub, async (client) => {
    const { id } = await withAgents(client, (agents) => Promise.resolve(agents.get(name)));
    const { lines } = await client.containers.logs({ agent: id });
    for (const line of lines) say(plainText(line));
  });
}

/** `quorum containers allow`: shows what an agent asks for of the machine, and allows it where that is said. */
export async function allowGrants(
  name: string,
  { project, yes }: Options & { readonly yes?: boolean },
): Promise<void> {
  const hub = await findHub(project);
  await withHub(hub, async (client) => {
    const { id } = await withAgents(client, (agents) => Promise.resolve(agents.get(name)));
    const { grants } = await firstOf((signal) => client.containers.changes(undefined, { signal }));
    const asked = grants.find(({ agent }) => agent === id);
    if (asked === undefined) return say(`${id} asks for nothing but the project.`);
    say(`${id} asks for:`);
    for (const grant of asked.grants) say(`  ${plainText(grant)}`);
    if (asked.isAllowed) return say("It is allowed.");
    if (yes !== true) return say("Say it again with --yes to allow this.");
    await client.containers.allow({ agent: id, grants: asked.grants });
    return say("It is allowed now.");
  });
}
