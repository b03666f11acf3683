import type Electron from "electron";
import { app } from "./app.ts";
import { BrowserWindow } from "./browser-window.ts";
import { ipcMain } from "./ipc-main.ts";
import { Menu } from "./menu.ts";
import { MessageChannelMain } from "./message-ports.ts";
import { protocol } from "./protocol.ts";
import { answerQuestions } from "./questions.ts";
import { session } from "./session.ts";
import { Notification } from "./notification.ts";
import { dialog, nativeImage, nativeTheme, screen, shell } from "./system.ts";

// What the app's main process imports as "electron". Each part says, in its own file, which of Electron's declared
// members it implements; here the compiler holds the names of the parts to those of the real module.
const electron = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  Notification,
  protocol,
  screen,
  session,
  shell,
} satisfies Partial<Record<keyof typeof Electron, object>>;

answerQuestions(electron);

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  Notification,
  protocol,
  screen,
  session,
  shell,
};
