import type { HubClient } from "../../../shared/contract/contract.ts";
import { createComposeStore, type ComposeStore } from "./draft/compose-store.ts";
import { keepDrafts, type KeepDrafts } from "./draft/kept-drafts.ts";
import { createTemplatesStore, type TemplatesStore } from "./draft/templates.ts";
import { composeCommands, type ComposeCommands } from "./sent/compose-commands.ts";

/** Writing messages: what is written, what was sent, and the person's templates. */
export interface Compose {
  readonly store: ComposeStore;
  readonly templates: TemplatesStore;
  readonly commands: ComposeCommands;
  readonly newId: () => string;
  /** Says which project is open: its drafts are shown. */
  readonly openProject: (path: string | undefined) => void;
}

export interface ComposeDependencies {
  readonly client: () => HubClient;
  readonly page: KeepDrafts["page"];
  readonly report: (sentence: string) => void;
}

export function createCompose({ client, page, report }: ComposeDependencies): Compose {
  const newId = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
  const now = (): number => Date.now();
  const store = createComposeStore(newId(), now());
  return {
    store,
    templates: createTemplatesStore(page.localStorage),
    commands: composeCommands({ store, client, now }),
    newId,
    openProject: keepDrafts({
      store,
      page,
      newId,
      now,
      onFailure: () => report("There is no room to keep drafts. Send or discard some of them."),
    }),
  };
}
