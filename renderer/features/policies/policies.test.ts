import { describe, expect, it } from "vitest";
import { AgentId } from "../../../shared/contract/agents.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import { AgentPolicy, PoliciesView } from "../../../shared/contract/policies.ts";
import { tell } from "../../connection/own-changes.ts";
import { policiesCommands } from "./policies-commands.ts";
import { createPoliciesStore, policyOf } from "./policies-store.ts";
import { isSamePolicy, launchWords, outlookSentence, outlookWords, policySentence } from "./policy-words.ts";

const qa = AgentId.parse("qa");
const view = (agents: object = {}): PoliciesView => PoliciesView.parse({ agents, limits: {}, outlooks: {} });
const onTask = AgentPolicy.parse({ launch: "on-task" });
const always = AgentPolicy.parse({ launch: "always" });

/** A hub that answers when the test lets it. */
function makeHub() {
  const answers: ((value: PoliciesView | Error) => void)[] = [];
  const call = () =>
    new Promise((resolve, reject) => {
      answers.push((value) => (value instanceof Error ? reject(value) : resolve(value)));
    });
  const client = { policies: { set: call, setLimits: call } } as unknown as HubClient;
  const store = createPoliciesStore();
  tell(store, view());
  return { answers, store, commands: policiesCommands({ store, client: () => client }) };
}

describe("an agent's policy", () => {
  it("is to do nothing, as long as nobody says otherwise", () => {
    expect(policyOf({}, qa)).toEqual({ launch: "manual", stop: { kind: "manual" }, restarts: 0 });
  });

  it("is seen as chosen at once, and stays as it was where the hub refuses it", async () => {
    const { answers, store, commands } = makeHub();
    const setting = commands.set(qa, onTask);
    expect(policyOf(store.getState(), qa)).toEqual(onTask);
    answers[0]?.(new HubError("unavailable", "The file is read-only."));
    await setting;
    expect(policyOf(store.getState(), qa).launch).toBe("manual");
    expect(store.getState().refusal).toBe("The file is read-only.");
    commands.begin();
    expect(store.getState().refusal).toBeUndefined();
  });

  it("is the one that was chosen last, whatever is answered to the one before", async () => {
    const { answers, store, commands } = makeHub();
    const settings = [commands.set(qa, onTask), commands.set(qa, always)];
    answers[0]?.(view({ qa: onTask }));
    await settings[0];
    expect(policyOf(store.getState(), qa)).toEqual(always);
    answers[1]?.(view({ qa: always }));
    await settings[1];
    expect(policyOf(store.getState(), qa)).toEqual(always);
  });
});

describe("a policy that is changed quickly", () => {
  it("keeps each change, although the hub tells of the first when the second is just made", async () => {
    const { answers, store, commands } = makeHub();
    const shown = () => policyOf(store.getState(), qa);
    const idle = { ...shown(), stop: { kind: "idle-for", minutes: 15 } } as const;
    const settings = [commands.set(qa, idle)];
    settings.push(commands.set(qa, { ...shown(), stop: { kind: "idle-for", minutes: 20 } }));
    tell(store, view({ qa: idle }));
    settings.push(commands.set(qa, { ...shown(), restarts: 3 }));
    expect(shown()).toEqual({ launch: "manual", stop: { kind: "idle-for", minutes: 20 }, restarts: 3 });
    for (const answer of answers) answer(view({ qa: shown() }));
    await Promise.all(settings);
  });
});

describe("what is about to become of an agent", () => {
  it("is said with its time and its reason", () => {
    const launches = { kind: "launches", at: 20_000, reason: "A task came." } as const;
    expect(outlookSentence(launches, 0)).toBe("starts in 20 s: a task came");
    expect(outlookWords(launches, 30_000)).toBe("starts now");
    expect(outlookSentence({ kind: "rests", reason: "It crashed 3 times." }, 0)).toBe(
      "rests: it crashed 3 times",
    );
    expect(outlookSentence({ kind: "stops", at: 180_000, reason: "Its inbox is empty." }, 0)).toBe(
      "stops in 3 min, when its inbox is empty",
    );
  });

  it("follows from its policy where nothing is about to happen", () => {
    expect([AgentPolicy.parse({}), onTask, always].map(launchWords)).toEqual([
      undefined,
      "starts on a task",
      "always on",
    ]);
  });
});

describe("a policy that the project proposes", () => {
  it("is said whole, and is the same as one that says the same", () => {
    const proposal = AgentPolicy.parse({
      launch: "on-task",
      stop: { kind: "idle-for", minutes: 5 },
      restarts: 2,
    });
    expect(policySentence(proposal)).toBe(
      "starts on a task, stops when idle for 5 min, starts again after a crash, 2 times",
    );
    expect(isSamePolicy(proposal, AgentPolicy.parse({ ...proposal }))).toBe(true);
    expect(isSamePolicy(proposal, onTask)).toBe(false);
  });
});
