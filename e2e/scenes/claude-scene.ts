import { afterEach, onTestFailed } from "vitest";
import type { AgentId } from "../../shared/contract/agents.ts";
import { requireClaudeCode } from "../rigs/claude-code/find-claude-code.ts";
import { environmentOf, makePlace, type Place } from "../rigs/claude-code/place.ts";
import { MessagesApi } from "../rigs/messages-api/messages-api.ts";
import type { ScriptedModel } from "../rigs/messages-api/scripted-model.ts";
import { Scene } from "./scene.ts";

/** A scene whose agents are the real Claude Code, each with a scripted model of its own. */
export interface ClaudeScene {
  readonly scene: Scene;
  readonly place: Place;
  readonly api: MessagesApi;
  model(agent: AgentId): ScriptedModel;
}

const open = new Set<() => Promise<void>>();

afterEach(async () => {
  const all = [...open].toReversed();
  open.clear();
  for (const close of all) await close();
});

/** Opens a scene that is gone when the test ends; the settings are the person's own for Claude Code. */
export async function openClaudeScene(settings: object = {}): Promise<ClaudeScene> {
  const place = await makePlace({ settings });
  open.add(() => place.remove());
  const api = await MessagesApi.start();
  open.add(() => api.close());
  const model = (agent: AgentId): ScriptedModel => api.model(agent);
  const scene = await Scene.open({
    root: place.root,
    project: place.project,
    program: (agent) => ({
      command: requireClaudeCode().binary,
      env: environmentOf(place, model(agent).url),
    }),
  });
  let screens = "";
  onTestFailed(() => console.log(screens));
  open.add(async () => {
    screens = await scene.describe();
    await scene.close();
  });
  return { scene, place, api, model };
}
