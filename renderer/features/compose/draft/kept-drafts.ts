import { Draft } from "./draft.ts";
import { composeOf, withKept, type ComposeStore } from "./compose-store.ts";

/** As much of the browser's storage as is needed. */
export type DraftStorage = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const PREFIX = "quorum.draft:";
/** A crash costs no more than what was typed within this. */
const KEEP_AFTER_MS = 300;

/** Each draft has an entry of its own, so that two windows do not write over each other's. */
function keyOf(project: string, id: string): string {
  return `${PREFIX}${project}\n${id}`;
}

/** The drafts of a project that were kept. */
export function readDrafts(storage: DraftStorage, project: string): readonly Draft[] {
  const start = keyOf(project, "");
  const keys = Array.from({ length: storage.length }, (_, place) => storage.key(place) ?? "");
  return keys.filter((key) => key.startsWith(start)).flatMap((key) => draftIn(storage.getItem(key)) ?? []);
}

function draftIn(text: string | null): Draft | undefined {
  if (text === null) return undefined;
  try {
    return Draft.parse(JSON.parse(text));
  } catch {
    // It was written by another version, or cut short: it is no draft of ours.
    return undefined;
  }
}

export interface KeepDrafts {
  readonly store: ComposeStore;
  readonly page: Pick<Window, "addEventListener" | "setTimeout" | "clearTimeout"> & {
    readonly localStorage: DraftStorage;
  };
  readonly newId: () => string;
  readonly now: () => number;
  /** Told when drafts cannot be kept. */
  readonly onFailure: () => void;
}

/** Keeps the drafts of the project that is open; answers with what says which one that is. */
export function keepDrafts({ store, page, newId, now, onFailure }: KeepDrafts): (path?: string) => void {
  const storage = page.localStorage;
  let project: string | undefined;
  let kept = store.getState().drafts;
  let timer: number | undefined;
  const keep = (): void => {
    if (timer !== undefined) page.clearTimeout(timer);
    timer = undefined;
    const { drafts } = store.getState();
    if (project === undefined || drafts === kept) return;
    try {
      for (const [id, draft] of drafts) {
        if (kept.get(id) !== draft) storage.setItem(keyOf(project, id), JSON.stringify(draft));
      }
      for (const id of kept.keys()) if (!drafts.has(id)) storage.removeItem(keyOf(project, id));
      kept = drafts;
    } catch {
      onFailure();
    }
  };
  store.subscribe(({ drafts }) => {
    if (drafts !== kept) timer ??= page.setTimeout(keep, KEEP_AFTER_MS);
  });
  page.addEventListener("pagehide", keep);
  page.addEventListener("storage", ({ key, newValue }) => {
    if (project === undefined || key === null) return;
    const start = keyOf(project, "");
    if (!key.startsWith(start)) return;
    keep();
    store.setState((state) => withKept(state, key.slice(start.length), draftIn(newValue)), true);
    kept = store.getState().drafts;
  });
  return (path) => {
    if (path === project) return;
    keep();
    project = path;
    const drafts = path === undefined ? [] : readDrafts(storage, path);
    store.setState(composeOf(drafts, newId(), now()), true);
    kept = store.getState().drafts;
  };
}
