import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../../shared/base/emitter.ts";
import { SerialQueue } from "../../../shared/base/serial-queue.ts";
import { Project } from "../../../shared/contract/host.ts";
import { Settings, type SettingsUpdate } from "../../../shared/contract/settings.ts";
import { readJson } from "../files/read-json.ts";
import { hasCode } from "../files/has-code.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import type { Logger } from "../log/logger.ts";

const RECENT_PROJECTS = 12;

const UserFile = z.object({
  settings: Settings.prefault({}),
  recent: z.array(Project).default([]),
  sample: z.string().optional(),
});
type UserFile = z.infer<typeof UserFile>;

/** One person's settings and the projects they had open, kept in a file of their own. */
export interface UserState extends Disposable {
  readonly settings: Settings;
  readonly recent: readonly Project[];
  /** Where the sample project was created, if it was. */
  readonly sample: string | undefined;
  readonly onChanged: Event<void>;
  update(update: SettingsUpdate): Promise<Settings>;
  remember(project: Project): Promise<void>;
  rememberSample(path: string): Promise<void>;
}

export async function loadUserState(folder: string, log: Logger): Promise<UserState> {
  const file = join(folder, "settings.json");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let state = await readJson(file, UserFile);
  if (state === undefined) {
    await keepAside(file, log);
    state = UserFile.parse({});
  }
  return createUserState(file, state);
}

function createUserState(file: string, first: UserFile): UserState {
  const store = new DisposableStore();
  const changed = store.add(new Emitter<void>());
  const writes = new SerialQueue();
  let state = first;
  const save = async (next: UserFile): Promise<void> => {
    state = next;
    changed.fire();
    await writes.run(() => writeAtomically(file, JSON.stringify(state, undefined, 2)));
  };
  return {
    get settings() {
      return state.settings;
    },
    get recent() {
      return state.recent;
    },
    get sample() {
      return state.sample;
    },
    onChanged: changed.event,
    update: async (update) => {
      const settings = Settings.parse({ ...state.settings, ...update });
      await save({ ...state, settings });
      return settings;
    },
    remember: async (project) => {
      const others = state.recent.filter((other) => other.path !== project.path);
      await save({ ...state, recent: [project, ...others].slice(0, RECENT_PROJECTS) });
    },
    rememberSample: (sample) => save({ ...state, sample }),
    dispose: () => store.dispose(),
  };
}

/** A file that does not parse is a person's all the same: it is kept beside, and the defaults serve. */
async function keepAside(file: string, log: Logger): Promise<void> {
  try {
    await rename(file, `${file}.bad`);
    log.warn("settings did not parse and were kept aside", { file: `${file}.bad` });
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
}
