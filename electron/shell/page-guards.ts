import { app, Menu, session, shell, type ContextMenuParams, type WebContents } from "electron";
import { isPageUrl, isWebLink } from "./page-origin.ts";

/** Keeps every web contents of the app on its own page: no navigation, no new windows, no embedded pages. */
export function guardEveryPage(): void {
  app.on("web-contents-created", (_event, contents) => guardPage(contents));
}

function guardPage(contents: WebContents): void {
  const refuseForeign = (event: Electron.Event, url: string): void => {
    if (!isPageUrl(url)) event.preventDefault();
  };
  contents.on("will-navigate", (event) => refuseForeign(event, event.url));
  contents.on("will-redirect", (event) => refuseForeign(event, event.url));
  contents.on("will-frame-navigate", (event) => refuseForeign(event, event.url));
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.on("context-menu", (_event, params) => showEditMenu(params));
  contents.setWindowOpenHandler(({ url }) => {
    if (isWebLink(url)) void shell.openExternal(url).catch(() => undefined);
    return { action: "deny" };
  });
}

/** The menu under the right mouse button: what a browser would offer for a text. */
function showEditMenu({ editFlags, isEditable, selectionText }: ContextMenuParams): void {
  if (!isEditable && selectionText === "") return;
  Menu.buildFromTemplate([
    { role: "cut", enabled: editFlags.canCut },
    { role: "copy", enabled: editFlags.canCopy },
    { role: "paste", enabled: editFlags.canPaste },
    { type: "separator" },
    { role: "selectAll", enabled: editFlags.canSelectAll },
  ]).popup();
}

/** Refuses whatever pages ask of the system: this one needs nothing. The session exists once the app is ready. */
export function refusePermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
}
