import { afterEach, describe, onTestFailed } from "vitest";
import { MessagesApi } from "../messages-api/messages-api.ts";
import { ClaudeCode, type ClaudeCodeOptions } from "./claude-code.ts";
import { findClaudeCode } from "./find-claude-code.ts";
import { HookDesk } from "./hook-desk.ts";
import { makePlace, type Place, type PlaceOptions } from "./place.ts";

/** A suite that needs the real Claude Code, and is skipped where it is not installed. */
export const describeClaudeCode: (name: string, suite: () => void) => void =
  findClaudeCode() === undefined ? describe.skip : describe;

/** What a test starts, in one hand: all of it is gone when the test ends. */
export interface Rig {
  readonly api: MessagesApi;
  readonly desk: HookDesk;
  readonly place: Place;
  start(options?: Partial<ClaudeCodeOptions>): ClaudeCode;
}

const open = new Set<() => Promise<void> | void>();

afterEach(async () => {
  const all = [...open].toReversed();
  open.clear();
  for (const close of all) await close();
});

/** Opens a scripted API, a desk for hooks and folders for one Claude Code. */
export async function openRig(options?: PlaceOptions): Promise<Rig> {
  const place = await makePlace(options);
  open.add(() => place.remove());
  const api = await MessagesApi.start();
  open.add(() => api.close());
  const desk = await HookDesk.open();
  open.add(() => desk.close());
  const start = (more: Partial<ClaudeCodeOptions> = {}): ClaudeCode => {
    const claude = new ClaudeCode({ place, model: api.model(), ...more });
    // Without it nobody would know what a wait in vain was looking at.
    onTestFailed(() => console.log(`The screen at the end, titled ${claude.title}:\n${screen}`));
    let screen = "";
    open.add(async () => {
      screen = claude.visibleLines.filter((line) => line !== "").join("\n");
      claude.kill();
      await claude.exit;
      claude.close();
    });
    return claude;
  };
  return { api, desk, place, start };
}
