import { mkdir, realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Checks, QmsPlan } from "../../../shared/contract/checks.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import type { Project } from "../../../shared/contract/host.ts";
import { hasCode } from "../files/has-code.ts";
import type { HostAssets } from "../host/host-assets.ts";
import type { Logger } from "../log/logger.ts";
import { projectBlockers } from "../qms/setup/init.ts";
import { QmsWorker } from "../qms/worker/qms-worker.ts";
import { lookAtSetUp } from "./look-at-set-up.ts";
import { machineHere, type Machine } from "./machine.ts";
import { plannedWrites } from "./planned-writes.ts";

export interface SetUpOptions {
  readonly assets: Pick<HostAssets, "qmsSeed" | "qmsWorker">;
  readonly log: Logger;
}

/** What the work with agents depends on, and what is done about it when somebody asks. */
export class SetUp {
  readonly #options: SetUpOptions;
  readonly #machine: Machine = machineHere();
  readonly #looks = new Map<string | undefined, Promise<Checks>>();

  constructor(options: SetUpOptions) {
    this.#options = options;
  }

  /** Looks at this machine and a project. Several windows that ask at once get one look. */
  look(project: Project | undefined): Promise<Checks> {
    const path = project?.path;
    const under = this.#looks.get(path);
    if (under !== undefined) return under;
    const look = lookAtSetUp(this.#machine, path).finally(() => this.#looks.delete(path));
    this.#looks.set(path, look);
    return look;
  }

  /** What making a QMS project of a folder would write. */
  async plan(path: string): Promise<QmsPlan> {
    const root = await this.#freshFolder(path);
    return { path: root, writes: plannedWrites(this.#options.assets.qmsSeed, root) };
  }

  /** Makes a QMS project of a folder, and answers where it is. */
  async initialize(path: string): Promise<string> {
    const { assets, log } = this.#options;
    const root = await this.#freshFolder(path);
    await mkdir(root, { recursive: true }).catch((error: unknown) => {
      if (!hasCode(error, "EACCES", "EPERM", "EROFS", "ENOSPC")) throw error;
      throw new HubError("denied", `${root} cannot be made. Choose a folder that you can write to.`, {
        cause: error,
      });
    });
    const qms = new QmsWorker({ root, program: assets.qmsWorker, log });
    try {
      await qms.initialize(assets.qmsSeed);
    } finally {
      qms.dispose();
    }
    return root;
  }

  /** The folder that is meant, where a project can be made of it. */
  async #freshFolder(path: string): Promise<string> {
    const asked = resolve(path);
    const root = await realpath(asked).catch((error: unknown) => {
      if (hasCode(error, "ENOENT")) return asked;
      if (hasCode(error, "ENOTDIR")) throw aFile(path);
      if (hasCode(error, "EACCES", "EPERM"))
        throw new HubError("denied", `${path} cannot be read. You lack the permission for this folder.`);
      throw error;
    });
    const info = await stat(root).catch((error: unknown) => {
      if (hasCode(error, "ENOENT")) return undefined;
      throw error;
    });
    if (info !== undefined && !info.isDirectory()) throw aFile(path);
    const blockers = projectBlockers(root);
    if (blockers.length > 0)
      throw new HubError(
        "conflict",
        `${root} has ${blockers.join(", ")} already. Open it as a project, or choose another folder.`,
      );
    return root;
  }
}

function aFile(path: string): HubError {
  return new HubError("invalid_input", `${path} is a file. Choose a folder.`);
}
