import type { IpcMainEvent, WebFrameMain } from "electron";
import type { Logger } from "../hub/log/logger.ts";
import { isPageUrl } from "./page-origin.ts";

/** The frame that sent a message, where it is the main frame of the app's own page: no other is heard. */
export function pageOf({ senderFrame, sender }: IpcMainEvent, log: Logger): WebFrameMain | undefined {
  const isPage = senderFrame !== null && senderFrame === sender.mainFrame && isPageUrl(senderFrame.url);
  if (isPage) return senderFrame;
  log.warn("refused a message from a frame that is not the page", { url: senderFrame?.url });
  return undefined;
}
