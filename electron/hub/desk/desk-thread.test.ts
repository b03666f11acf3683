import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { trackDisposables } from "../../../shared/base/track-disposables.test-support.ts";
import { createJsonLog } from "../log/json-log.ts";
import { documentText, ProjectFiles } from "../reader/testing/project-files.test-support.ts";
import { fakeDocument, FakeView } from "../testing/fake-view.test-support.ts";
import { SOURCE_ASSETS } from "../testing/source-assets.test-support.ts";
import { DeskThread } from "./desk-thread.ts";

describe("the thread of the desk", () => {
  trackDisposables();
  let files: ProjectFiles;
  let view: FakeView;
  let thread: DeskThread;
  let workers: Worker[];

  beforeEach(() => {
    files = new ProjectFiles(realpathSync(mkdtempSync(join(tmpdir(), "quorum-desk-"))));
    files.document("CR-001", "CR", { folder: "CR/CR-001", title: "Tide tables" });
    view = new FakeView();
    workers = [];
    thread = new DeskThread({
      root: files.root,
      program: "",
      documents: view.documents,
      log: createJsonLog(() => undefined, Date.now),
      idleMs: 1,
      startWorker: (setup) => {
        const worker = new Worker(SOURCE_ASSETS.deskReader, { workerData: setup });
        workers.push(worker);
        return worker;
      },
    });
  });

  afterEach(() => {
    thread.dispose();
    rmSync(files.root, { recursive: true, force: true });
  });

  async function found(query: string): Promise<readonly string[]> {
    const { hits, isWhole } = await thread.search(query, 10);
    return isWhole ? hits.map(({ id }) => id) : ["not yet"];
  }

  const figuresAre = (claim: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (claim()) return resolve();
      const subscription = thread.onFlowChanged(() => {
        if (!claim()) return;
        subscription.dispose();
        resolve();
      });
    });

  it("is there only while somebody looks, and finds everything again afterwards", async () => {
    expect(workers).toHaveLength(0);
    await expect.poll(() => found("tide"), { timeout: 10_000 }).toEqual(["CR-001"]);
    await expect.poll(() => view.documents.emitter.listenerCount).toBe(0);
    await expect.poll(() => found("tide"), { timeout: 10_000 }).toEqual(["CR-001"]);
    expect(workers.length).toBeGreaterThan(1);
  });

  it("hears of what changes, and starts again for those who follow when it dies", async () => {
    const following = thread.followFlow();
    await figuresAre(() => thread.flow?.histories === 1);
    await expect.poll(() => found("tide"), { timeout: 10_000 }).toEqual(["CR-001"]);
    files.write("QMS/CR/CR-001/CR-001-draft.md", documentText("Harbours"));
    view.documents.put(fakeDocument("CR-001"));
    await expect.poll(() => found("harbours"), { timeout: 10_000 }).toEqual(["CR-001"]);
    expect(workers).toHaveLength(1);
    await workers[0]?.terminate();
    await figuresAre(() => workers.length === 2 && thread.flow?.read === 1);
    following.dispose();
    await expect.poll(() => view.documents.emitter.listenerCount).toBe(0);
  });

  it("rejects a search that is taken back, or that it cannot answer any more", async () => {
    const end = new AbortController();
    const search = thread.search("tide", 10, end.signal);
    end.abort(new Error("typed on"));
    await expect(search).rejects.toThrow("typed on");
    const last = thread.search("tide", 10);
    thread.dispose();
    await expect(last).rejects.toMatchObject({ code: "unavailable" });
    expect(() => thread.followFlow()).toThrow("Try again");
  });
});
