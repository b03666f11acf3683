import { expect, it } from "vitest";
import { AgentId } from "../../../../shared/contract/agents.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { answerSubject, answerTo, plainSubject, threadOf, type ThreadEntry } from "./thread.ts";

const message = (owner: string, from: string, title: string, at = 0): ThreadEntry => ({
  owner: AgentId.parse(owner),
  item: { id: `msg-${from}-${String(at)}`, kind: "message", title, from, at } satisfies InboxItem,
});

it("takes what answers put before a subject away, however often it is there", () => {
  expect(plainSubject("Re: RE: re[2]:  Note on   CR-056 ")).toBe("Note on CR-056");
  expect(plainSubject("Review: the scene")).toBe("Review: the scene");
  expect(answerSubject("Note")).toBe("Re: Note");
  expect(answerSubject("Re: Note")).toBe("Re: Note");
});

it("finds the messages under a subject between the same two, in either direction, the earliest first", () => {
  const shown = message("qa", "claude", "Re: Note", 3);
  const others = [
    message("claude", "qa", "RE: note", 2),
    message("qa", "claude", "Note", 1),
    message("qa", "claude", "Another", 1),
    message("tu_ui", "claude", "Note", 1),
    shown,
    message("qa", "claude", "Note", 1),
  ];
  expect(threadOf(shown, others).map(({ owner, item }) => `${owner} ${item.title}`)).toEqual([
    "qa Note",
    "claude RE: note",
  ]);
});

it("makes no thread of messages that have no subject, nor of tasks", () => {
  expect(threadOf(message("qa", "claude", "Re:", 1), [message("qa", "claude", "Re: ", 2)])).toEqual([]);
  const task: ThreadEntry = {
    owner: AgentId.parse("qa"),
    item: { ...message("qa", "bu", "A").item, kind: "task" },
  };
  expect(threadOf(task, [message("qa", "bu", "A", 5)])).toEqual([]);
  expect(answerTo(task)).toBeUndefined();
});

it("answers the sender, and where the person wrote it whoever they wrote to", () => {
  expect(answerTo(message("lead", "qa", "Note"))).toEqual({ to: "qa", subject: "Re: Note" });
  expect(answerTo(message("qa", "lead", "Note"))).toEqual({ to: "qa", subject: "Re: Note" });
  expect(answerTo(message("qa", "claude", "Note"))).toEqual({ to: "claude", subject: "Re: Note" });
});
