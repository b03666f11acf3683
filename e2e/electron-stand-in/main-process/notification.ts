import { EventEmitter } from "node:events";
import type Electron from "electron";

type Implemented = Pick<Electron.Notification, "title" | "body" | "show" | "close">;

/** A toast. It is seen by nobody: a spec that wants to look at toasts replaces `show`, as it can in Electron. */
export class Notification extends EventEmitter implements Implemented {
  title: string;
  body: string;

  constructor({ title = "", body = "" }: Electron.NotificationConstructorOptions = {}) {
    super();
    this.title = title;
    this.body = body;
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    this.emit("show");
  }

  close(): void {
    this.emit("close");
  }
}
