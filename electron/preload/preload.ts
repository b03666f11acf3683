import "./page-policy.ts";
import { contextBridge, ipcRenderer } from "electron";
import { PORT_CHANNEL, PortReply, PortRequest, type DesktopBridge } from "../../shared/contract/ports.ts";

// All that the page gets of Electron: it may ask for a port. Both directions are parsed, because a page that was
// taken over would speak to this script first.
const bridge: DesktopBridge = {
  requestPort(request) {
    ipcRenderer.send(PORT_CHANNEL, PortRequest.parse(request));
  },
};

ipcRenderer.on(PORT_CHANNEL, (event, value: unknown) => {
  const reply = PortReply.safeParse(value);
  const port = event.ports[0];
  if (!reply.success || port === undefined) return;
  window.postMessage(reply.data, window.location.origin, [port]);
});

contextBridge.exposeInMainWorld("quorum", bridge);
