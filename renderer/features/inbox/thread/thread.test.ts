import { expect, it } from "vitest";
import { AgentId } from "../../../../shared/contract/agents.ts";
import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { answerSubject, answerTo } from "./answer.ts";
import { threadOf } from "./thread.ts";
import { plainSubject, type ThreadEntry } from "./thread-entry.ts";

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
    message("tu_ui", "claude", "Note", 86_400_000),
    shown,
    message("qa", "claude", "Note", 1),
  ];
  expect(threadOf(shown, others).map(({ owner, item }) => `${owner} ${item.title}`)).toEqual([
    "qa Note",
    "claude RE: note",
  ]);
});

it("joins the copies of a message to several, and what each of them answered", () => {
  const minute = 60_000;
  const shown = message("qa", "claude", "Note", 0);
  const others = [
    message("bu", "claude", "Note", 2000),
    message("tu_ui", "claude", "Note", 4000),
    message("claude", "bu", "Re: Note", 20 * minute),
    message("qa", "tu_ui", "Re: Note", 30 * minute),
    message("tu_ui", "qa", "Re: Re: Note", 40 * minute),
  ];
  const expected = ["bu Note", "tu_ui Note", "claude Re: Note", "qa Re: Note", "tu_ui Re: Re: Note"];
  const words = ({ owner, item }: ThreadEntry): string => `${owner} ${item.title}`;
  expect(threadOf(shown, others).map(words)).toEqual(expected);
  // It is the same thread from wherever one looks at it.
  const all = [shown, ...others];
  for (const entry of all) expect(threadOf(entry, all)).toHaveLength(5);
});

it("leaves out what others write under the same subject, and what was sent at another time", () => {
  const day = 86_400_000;
  const shown = message("qa", "claude", "Note", 0);
  const others = [
    message("bu", "claude", "Note", day),
    message("bu", "lead", "Note", 1000),
    message("lead", "bu", "Re: Note", 2000),
  ];
  expect(threadOf(shown, others)).toEqual([]);
});

it("joins thousands of messages without comparing each with each for long", () => {
  const others = Array.from({ length: 2000 }, (_, at) => message("qa", "claude", "Note", at));
  expect(threadOf(message("qa", "claude", "Note", -1), others)).toHaveLength(2000);
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
