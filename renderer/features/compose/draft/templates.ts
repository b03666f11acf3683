import { z } from "zod";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Draft } from "./draft.ts";

/** A message that a person writes again and again. */
const Template = z.object({
  name: z.string().min(1).max(80),
  subject: z.string().max(2000),
  body: z.string().max(300_000),
});
export type Template = z.infer<typeof Template>;

export interface TemplatesState {
  /** In the order of their names. */
  readonly templates: readonly Template[];
}
export type TemplatesStore = StoreApi<TemplatesState>;

const KEY = "quorum.templates";
const Templates = z.array(Template).max(200);

/** A person's own templates, which serve all projects and stay in this browser. */
export function createTemplatesStore(storage: Pick<Storage, "getItem" | "setItem">): TemplatesStore {
  const store = createStore<TemplatesState>(() => ({ templates: readTemplates(storage) }));
  store.subscribe(({ templates }) => {
    storage.setItem(KEY, JSON.stringify(templates));
  });
  return store;
}

function readTemplates(storage: Pick<Storage, "getItem">): readonly Template[] {
  try {
    return Templates.parse(JSON.parse(storage.getItem(KEY) ?? "[]"));
  } catch {
    return [];
  }
}

/** One of the same name is replaced. */
export function withTemplate({ templates }: TemplatesState, template: Template): TemplatesState {
  const others = templates.filter(({ name }) => name !== template.name);
  return { templates: [...others, template].toSorted((one, other) => one.name.localeCompare(other.name)) };
}

export function withoutTemplate({ templates }: TemplatesState, name: string): TemplatesState {
  return { templates: templates.filter((template) => template.name !== name) };
}

/** A draft with a template put in: what is written already stays. */
export function filledDraft(draft: Draft, { subject, body }: Pick<Template, "subject" | "body">): Draft {
  const written = draft.body.trimEnd();
  return {
    ...draft,
    subject: draft.subject.trim() === "" ? subject : draft.subject,
    body: written === "" ? body : `${written}\n\n${body}`,
  };
}
