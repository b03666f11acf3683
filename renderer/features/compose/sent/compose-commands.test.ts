import { ORPCError } from "@orpc/client";
import { expect, it } from "vitest";
import type { Delivery } from "../../../../shared/contract/deliveries.ts";
import type { HubClient } from "../../../../shared/contract/contract.ts";
import { createComposeStore, withDraft } from "../draft/compose-store.ts";
import { composeCommands } from "./compose-commands.ts";
import { outboxText, sentItem, withDeliveriesOf, type Outbox } from "./outbox.ts";

/** A hub that refuses some recipients until the test forgives them. */
function makeDesk(refused: Set<string>) {
  const asked: unknown[] = [];
  const client = {
    qms: {
      perform: (input: { readonly request: { readonly recipient: string } }) => {
        asked.push(input);
        const { recipient } = input.request;
        if (refused.has(recipient)) return Promise.reject(new ORPCError("refused", { message: "No." }));
        return Promise.resolve({ text: `Message sent: msg-lead-${recipient}\nTo: ${recipient}` });
      },
    },
  } as unknown as HubClient;
  const store = createComposeStore("a", 0);
  const commands = composeCommands({ store, client: () => client, now: () => 1 });
  const write = (...to: readonly string[]): void =>
    store.setState(
      (state) => withDraft(state, { ...state.current, to, subject: " Note ", body: "Read it." }),
      true,
    );
  const states = (): readonly string[] =>
    store.getState().outbox?.letters.map(({ to, state }) => `${to} ${state.kind}`) ?? [];
  return { asked, store, commands, write, states };
}

it("sends to each of its recipients as the person, and the draft is gone", async () => {
  const { asked, store, commands, write, states } = makeDesk(new Set());
  write("qa", "bu");
  await commands.send();
  expect(asked).toEqual(
    ["qa", "bu"].map((recipient) => ({
      user: "lead",
      request: { kind: "message", recipient, subject: "Note", body: "Read it." },
    })),
  );
  expect(states()).toEqual(["qa sent", "bu sent"]);
  expect(store.getState().drafts.size).toBe(0);
});

it("says whom it did not reach, keeps the draft for them alone, and tries again", async () => {
  const refused = new Set(["bu"]);
  const { asked, store, commands, write, states } = makeDesk(refused);
  write("qa", "bu", "tu_ui");
  await commands.send();
  expect(states()).toEqual(["qa sent", "bu failed", "tu_ui sent"]);
  expect(store.getState().drafts.get("a")?.to).toEqual(["bu"]);
  refused.clear();
  await commands.retry("qa");
  await commands.retry("bu");
  expect(states()).toEqual(["qa sent", "bu sent", "tu_ui sent"]);
  expect(asked).toHaveLength(4);
  expect(store.getState().drafts.size).toBe(0);
});

it("stops where it is told to, keeps the draft for the rest, and sends to them when that is wanted", async () => {
  const { asked, store, commands, write, states } = makeDesk(new Set());
  write("qa", "bu", "tu_ui");
  const sending = commands.send();
  commands.stop();
  await sending;
  expect(states()).toEqual(["qa sent", "bu held", "tu_ui held"]);
  expect(store.getState().drafts.get("a")?.to).toEqual(["bu", "tu_ui"]);
  await commands.retry("bu");
  expect(states()).toEqual(["qa sent", "bu sent", "tu_ui held"]);
  expect(asked).toHaveLength(2);
});

it("sends nothing that is not finished, and nothing twice", async () => {
  const { asked, commands, write } = makeDesk(new Set());
  write();
  await commands.send();
  write("qa");
  await Promise.all([commands.send(), commands.send()]);
  expect(asked).toHaveLength(1);
});

it("follows what becomes of a letter until it has left the inbox", () => {
  const outbox: Outbox = {
    draft: "a",
    subject: "Note",
    body: "",
    letters: [{ to: "qa", state: { kind: "sent", item: "msg-1" } }],
  };
  const told: Delivery = {
    item: "msg-1",
    file: "9",
    createdAt: 1,
    notice: { kind: "waiting" },
    progress: "unread",
  };
  const snapshot = { kind: "snapshot" as const, items: [told], isFirst: true, isLast: true };
  const known = withDeliveriesOf(outbox, "qa", [snapshot]);
  expect(known.letters[0]?.state).toMatchObject({ delivery: told });
  expect(withDeliveriesOf(known, "bu", [snapshot])).toBe(known);
  expect(withDeliveriesOf(known, "qa", [{ ...snapshot, items: [] }])).toBe(known);
  const gone = withDeliveriesOf(known, "qa", [{ kind: "changed", items: [], removed: ["msg-1"] }]);
  expect(gone.letters[0]?.state).toMatchObject({ delivery: { progress: "archived" } });
});

it("says in a few words how the sending stands", () => {
  const letters = (...kinds: readonly ("sending" | "sent" | "failed")[]) =>
    outboxText({
      draft: "a",
      subject: "",
      body: "",
      letters: kinds.map((kind) => ({
        to: "qa",
        state:
          kind === "sending" ? { kind } : kind === "sent" ? { kind, item: "m" } : { kind, sentence: "No." },
      })),
    });
  expect(letters("sent", "sending")).toBe("Sending: 1 of 2");
  expect(letters("sent")).toBe("Sent to qa");
  expect(letters("sent", "failed")).toBe("Sent to 1 of 2");
  expect(letters("failed")).toBe("It was not sent");
  expect(sentItem("Message sent: msg-lead-2026-02-04-120000\nTo: qa")).toBe("msg-lead-2026-02-04-120000");
});
