import type { QmsReport, QmsRequest } from "../../../../shared/qms/request.ts";
import type { Qms } from "../qms.ts";
import type { CommandConsole } from "./run-command.ts";

const DONE: QmsReport = { text: "done", warnings: [], isDone: true, shown: [] };

/** A QMS that notes what it is asked, and answers as the test wants. */
export class FakeQms implements Qms {
  readonly asked: { readonly user: string | undefined; readonly request: QmsRequest }[] = [];
  readonly archived: { readonly user: string; readonly names: readonly string[] }[] = [];
  readonly #answer: () => Partial<QmsReport>;
  /** Thrown when something is to be archived. */
  archiveError: Error | undefined;

  constructor(answer: () => Partial<QmsReport> = () => ({})) {
    this.#answer = answer;
  }

  forCall(): Qms {
    return this;
  }

  perform(user: string | undefined, request: QmsRequest): QmsReport {
    this.asked.push({ user, request });
    return { ...DONE, ...this.#answer() };
  }

  archiveShown(user: string, names: readonly string[]): void {
    if (this.archiveError !== undefined) throw this.archiveError;
    this.archived.push({ user, names });
  }
}

/** A console that keeps what it is told. */
export class FakeConsole implements CommandConsole {
  stdout = "";
  stderr = "";
  /** Whether somebody reads standard output. */
  isRead = true;
  files: Readonly<Record<string, Uint8Array>> = {};
  ask: CommandConsole["ask"];

  write(text: string): Promise<boolean> {
    if (this.isRead) this.stdout += text;
    return Promise.resolve(this.isRead);
  }

  complain(text: string): Promise<void> {
    this.stderr += text;
    return Promise.resolve();
  }

  read(path: string, maxBytes: number): Promise<Uint8Array> {
    const bytes = this.files[path];
    if (bytes !== undefined) return Promise.resolve(bytes.subarray(0, maxBytes));
    const code = path.endsWith("/") ? "EISDIR" : "ENOENT";
    return Promise.reject(Object.assign(new Error(`${code}: ${path}`), { code }));
  }
}
