import { expect, it } from "vitest";
import { emptyDraft, MOST_BODY_BYTES } from "./draft.ts";
import { createTemplatesStore, filledDraft, withTemplate, withoutTemplate } from "./templates.ts";
import { readTextFile } from "./text-file.ts";

const file = (bytes: Uint8Array<ArrayBuffer>, size = bytes.length) => ({
  name: "notes.md",
  size,
  arrayBuffer: () => Promise.resolve(bytes.buffer),
});
const text = (said: string) => file(new TextEncoder().encode(said));

it("takes a text file, and says of another why it does not", async () => {
  expect(await readTextFile(text("# Notes\r\nöä"))).toEqual({ kind: "text", text: "# Notes\nöä" });
  const refusal = async (chosen: ReturnType<typeof file>) => {
    const read = await readTextFile(chosen);
    return read.kind === "refused" ? read.sentence : undefined;
  };
  expect(await refusal(file(new Uint8Array([0xff, 0xfe, 0x00])))).toContain("no text");
  expect(await refusal(text("a\u0000b"))).toBe("notes.md is no text.");
  expect(await refusal(text(" \n"))).toBe("notes.md is empty.");
  expect(await refusal(file(new Uint8Array(), MOST_BODY_BYTES + 1))).toContain("256 KiB");
  const folder = { name: "src", size: 0, arrayBuffer: () => Promise.reject(new DOMException("no")) };
  expect(await readTextFile(folder)).toMatchObject({ kind: "refused" });
});

it("puts a template behind what is written already, and keeps a subject that is there", () => {
  const template = { subject: "Weekly", body: "What was done?" };
  const draft = emptyDraft("a", 0);
  expect(filledDraft(draft, template)).toMatchObject(template);
  expect(filledDraft({ ...draft, subject: "Mine", body: "Hello\n" }, template)).toMatchObject({
    subject: "Mine",
    body: "Hello\n\nWhat was done?",
  });
});

it("keeps templates by their name, also when what was kept is damaged", () => {
  const entries = new Map([["quorum.templates", "[{"]]);
  const storage = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => void entries.set(key, value),
  };
  const store = createTemplatesStore(storage);
  const add = (name: string, body: string): void =>
    store.setState((state) => withTemplate(state, { name, subject: "", body }), true);
  add("b", "1");
  add("a", "2");
  add("b", "3");
  store.setState((state) => withoutTemplate(state, "x"), true);
  const again = createTemplatesStore(storage).getState().templates;
  expect(again.map(({ name, body }) => `${name} ${body}`)).toEqual(["a 2", "b 3"]);
});
