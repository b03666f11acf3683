import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  utimesSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach } from "vitest";
import { createJsonLog } from "../../log/json-log.ts";
import type { ProjectReaderOptions } from "../project-reader.ts";
import { FollowedReader, type ProjectState } from "./followed-reader.test-support.ts";
import { ProjectFiles } from "./project-files.test-support.ts";
import { PROJECT_READER } from "../../testing/source-assets.test-support.ts";

/** Long before now, so that nothing is taken for new or unfinished. */
const LONG_AGO_S = Date.UTC(2026, 0, 2) / 1000;
const NEVER_MS = 3_600_000;

type RigOptions = Partial<Pick<ProjectReaderOptions, "root" | "mostWatches" | "sweepMs" | "indexFile">>;

/** In a suite: a project in a temporary folder for each test, and readers of it. All of it goes when the test ends. */
export function useReaderRig(): ReaderRig {
  const rig = new ReaderRig();
  beforeEach(() => rig.begin());
  afterEach(() => rig.end());
  return rig;
}

class ReaderRig {
  files = new ProjectFiles("");
  indexFile = "";
  readonly workers: Worker[] = [];
  readonly logged: string[] = [];
  #base = "";
  #readers: FollowedReader[] = [];
  #moved = 0;

  begin(): void {
    this.#base = realpathSync(mkdtempSync(join(tmpdir(), "quorum-reader-")));
    this.indexFile = join(this.#base, "data", "read.json");
    this.files = new ProjectFiles(join(this.#base, "project"));
    mkdirSync(this.files.root);
    this.logged.length = 0;
  }

  async end(): Promise<void> {
    const readers = this.#readers;
    this.#readers = [];
    try {
      await Promise.all(readers.map((reader) => reader.close()));
    } finally {
      rmSync(this.#base, { recursive: true, force: true });
    }
  }

  /** A folder outside the project. */
  outside(name: string): string {
    const path = join(this.#base, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** A reader that knows of changes by the system's hints alone, unless it is told to sweep. */
  start({ sweepMs = NEVER_MS, indexFile = this.indexFile, ...options }: RigOptions = {}): FollowedReader {
    const reader = new FollowedReader({
      root: this.files.root,
      indexFile,
      program: "",
      log: createJsonLog((line) => this.logged.push(line), Date.now),
      sweepMs,
      ...options,
      startWorker: (setup) => {
        const worker = new Worker(PROJECT_READER, { workerData: setup });
        this.workers.push(worker);
        return worker;
      },
    });
    this.#readers.push(reader);
    return reader;
  }

  async open(options: RigOptions = {}): Promise<FollowedReader> {
    const followed = this.start(options);
    await followed.reader.whenRead;
    return followed;
  }

  /** What a reader finds that knows nothing. */
  async stateOnDisk(): Promise<ProjectState> {
    const followed = await this.open({ indexFile: join(this.#base, "unused.json") });
    const { state } = followed;
    await followed.close();
    rmSync(join(this.#base, "unused.json"), { force: true });
    this.#readers = this.#readers.filter((reader) => reader !== followed);
    return state;
  }

  /** Makes all files and folders old: what is young is looked at again and again. */
  age(): void {
    makeOld(this.files.root);
  }

  /** Puts a file in its place in one move, as if it had been there for a while. */
  put(path: string, content: string): void {
    this.files.write("staging/file", content);
    this.#moved += 1;
    utimesSync(this.files.path("staging/file"), LONG_AGO_S + this.#moved, LONG_AGO_S + this.#moved);
    renameSync(this.files.path("staging/file"), this.files.path(path));
  }
}

/** Links are left alone: they may lead out of the project. */
function makeOld(path: string): void {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return;
  if (stats.isDirectory()) for (const name of readdirSync(path)) makeOld(join(path, name));
  utimesSync(path, LONG_AGO_S, LONG_AGO_S);
}
