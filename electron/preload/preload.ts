import "./page-policy.ts";
import { contextBridge, ipcRenderer } from "electron";
import { DESKTOP_CHANNEL, DesktopReply, DesktopRequest } from "../../shared/contract/desktop.ts";
import { PORT_CHANNEL, PortReply, PortRequest, type DesktopBridge } from "../../shared/contract/ports.ts";

// All that the page gets of Electron: it may ask for a port, and for toasts and a badge. Both directions are parsed, because a page that was
// taken over would speak to this script first.
const bridge: DesktopBridge = {
  requestPort(request) {
    ipcRenderer.send(PORT_CHANNEL, PortRequest.parse(request));
  },
  tell(request) {
    ipcRenderer.send(DESKTOP_CHANNEL, DesktopRequest.parse(request));
  },
};

ipcRenderer.on(PORT_CHANNEL, (event, value: unknown) => {
  const reply = PortReply.safeParse(value);
  const port = event.ports[0];
  if (!reply.success || port === undefined) return;
  window.postMessage(reply.data, window.location.origin, [port]);
});

ipcRenderer.on(DESKTOP_CHANNEL, (_event, value: unknown) => {
  const reply = DesktopReply.safeParse(value);
  if (reply.success) window.postMessage(reply.data, window.location.origin);
});

contextBridge.exposeInMainWorld("quorum", bridge);
