import { describe, expect, it } from "vitest";
import { Attention } from "../../../shared/contract/attention.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import { attentionCommands, type Permission } from "./attention-commands.ts";
import { createAttentionStore, withEntries } from "./attention-store.ts";

const entry: Permission = { ...permissionOf({ ask: "ask-1" }) };

function permissionOf(more: object): Permission {
  const parsed = Attention.parse({ kind: "permission", id: "a", agent: "qa", since: 0, text: "", ...more });
  if (parsed.kind !== "permission") throw new Error("unexpected");
  return parsed;
}

function questionOf(id: string): object {
  return { kind: "question", id, agent: "qa", since: 0, text: "Which colour?" };
}

/** A hub that answers as the test says, and a list with one permission in it. */
function makeHub(answer: () => Promise<unknown> = () => Promise.resolve()) {
  const calls: unknown[] = [];
  const call =
    (name: string) =>
    (input: object): Promise<unknown> => {
      calls.push({ name, ...input });
      return answer();
    };
  const client = {
    agents: { answer: call("answer") },
    attention: { dismiss: call("dismiss"), restore: call("restore") },
  } as unknown as HubClient;
  const store = createAttentionStore();
  store.setState((state) => withEntries(state, [entry]), true);
  return { calls, store, commands: attentionCommands({ store, client: () => client }) };
}

describe("a permission", () => {
  it("is allowed once, however often it is pressed", async () => {
    const { calls, commands, store } = makeHub();
    await Promise.all([commands.allow(entry), commands.allow(entry)]);
    await commands.deny(entry);
    expect(calls).toEqual([{ name: "answer", agent: "qa", ask: "ask-1", decision: "allow" }]);
    expect(store.getState().answering.has("a")).toBe(true);
  });

  it("is denied with the reason that was written, or without one", async () => {
    const first = makeHub();
    first.commands.writeReason(entry, "  Not on main. ");
    await first.commands.deny(entry);
    expect(first.calls).toMatchObject([{ decision: "deny", message: "Not on main." }]);
    const second = makeHub();
    second.commands.writeReason(entry, " ");
    await second.commands.deny(entry);
    expect(second.calls).toEqual([{ name: "answer", agent: "qa", ask: "ask-1", decision: "deny" }]);
  });

  it("says that the terminal was first, and else what the hub says", async () => {
    const late = makeHub(() => Promise.reject(new HubError("conflict", "Ask ask-1 is answered.")));
    await late.commands.allow(entry);
    expect(late.store.getState().refusals.get("a")).toBe("It was answered in the terminal.");
    const away = makeHub(() => Promise.reject(new HubError("unavailable", "qa does not run.")));
    await away.commands.allow(entry);
    expect(away.store.getState().refusals.get("a")).toBe("qa does not run.");
    expect(away.store.getState().answering.size).toBe(0);
  });

  it("is not answered where only its terminal can", async () => {
    const { calls, commands } = makeHub();
    await commands.allow(permissionOf({}));
    expect(calls).toEqual([]);
  });
});

describe("questions", () => {
  const options = ["Red", "Blue"].map((label) => ({ label, description: "" }));
  const questions = [{ question: "Which colour?", header: "", takesSeveral: false, options }];
  const asked = Attention.parse({ ...questionOf("a"), ask: "ask-2", questions });
  if (asked.kind !== "question") throw new Error("unexpected");

  it("are answered once, and only when each has an answer", async () => {
    const { calls, commands } = makeHub();
    await commands.reply(asked);
    commands.draft(asked, [{ chosen: ["Blue"], usesWords: false, words: "" }]);
    await Promise.all([commands.reply(asked), commands.reply(asked)]);
    expect(calls).toEqual([
      { name: "answer", agent: "qa", ask: "ask-2", decision: "reply", replies: [{ chosen: ["Blue"] }] },
    ]);
  });

  it("are declined with what was written for the agent", async () => {
    const { calls, commands } = makeHub();
    commands.writeReason(asked, " Ask lead. ");
    await commands.deny(asked);
    expect(calls).toEqual([
      { name: "answer", agent: "qa", ask: "ask-2", decision: "deny", message: "Ask lead." },
    ]);
  });

  it("are not answered where only their terminal can", async () => {
    const { calls, commands } = makeHub();
    const { ask: _ask, questions: _questions, ...terminalOnly } = asked;
    await commands.reply(terminalOnly);
    expect(calls).toEqual([]);
  });
});

describe("what is dismissed", () => {
  const failed = Attention.parse({ kind: "failure", id: "f", agent: "qa", since: 0, text: "It ended." });

  it("is told of by its name, and brought back by its id", async () => {
    const { calls, commands, store } = makeHub();
    await commands.restore();
    await commands.dismiss(failed);
    expect(store.getState().undo).toEqual({ id: "f", title: "qa failed" });
    await commands.restore();
    expect(calls).toEqual([
      { name: "dismiss", id: "f" },
      { name: "restore", id: "f" },
    ]);
    expect(store.getState().undo).toBeUndefined();
  });

  it("can be dismissed again at once when it is back", async () => {
    const { commands, store } = makeHub();
    store.setState((state) => withEntries(state, [failed]), true);
    await commands.dismiss(failed);
    expect(store.getState().answering.has("f")).toBe(true);
    await commands.restore();
    expect(store.getState().answering.has("f")).toBe(false);
  });

  it("says why it was not brought back, and nothing where the dismissal was refused itself", async () => {
    const away = (): Promise<never> => Promise.reject(new HubError("unavailable", "The hub is away."));
    const { commands, store } = makeHub(away);
    await commands.dismiss(failed);
    expect(store.getState().undo).toBeUndefined();
    store.setState({ undo: { id: "f", title: "qa failed" } });
    await commands.restore();
    expect(store.getState().undo).toEqual({ id: "f", title: "qa failed", refusal: "The hub is away." });
    commands.forgetUndo();
    expect(store.getState().undo).toBeUndefined();
  });
});
