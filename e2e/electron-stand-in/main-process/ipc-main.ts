import { EventEmitter } from "node:events";
import { BrowserWindow } from "./browser-window.ts";
import { preventable } from "./event.ts";
import { onMessage } from "./pages-link.ts";

/** The stand-in for `electron.ipcMain`: `send` and `on`; the app has no use for `invoke`. */
export const ipcMain = new EventEmitter();

onMessage("message", ({ window, url, channel, value }) => {
  const sender = BrowserWindow.fromId(window)?.webContents;
  if (sender === undefined) return;
  sender.mainFrame.url = url;
  ipcMain.emit(channel, preventable({ sender, senderFrame: sender.mainFrame, ports: [] }), value);
});
