import "./page-policy.ts";
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "@xterm/xterm/css/xterm.css";
import "./theme/reset.css";
import "./theme/tokens.css";
import { createRoot, type Root } from "react-dom/client";
import { browserTransport } from "./connection/browser-transport.ts";
import { desktopTransport } from "./connection/desktop-transport.ts";
import { keepToken, takeToken } from "./connection/token.ts";
import { TokenScreen } from "./connection/token-screen.tsx";
import type { Transport } from "./connection/transport.ts";
import { FailureScreen } from "./window/failure-screen.tsx";
import { createQuorum } from "./quorum.ts";
import { Appearance } from "./theme/appearance.ts";
import { QuorumWindow } from "./window/quorum-window.tsx";

const appearance = new Appearance(window);
const element = document.getElementById("root");
if (element !== null) {
  const root: Root = createRoot(element, { onUncaughtError: (error) => fail(root, error) });
  begin(root);
}

function begin(root: Root): void {
  if (window.quorum !== undefined) {
    show(root, desktopTransport(window.quorum, window));
    return;
  }
  // An address pasted over this one changes its fragment alone, which loads nothing.
  window.addEventListener("hashchange", () => location.reload());
  const token = takeToken({ location, history, storage: sessionStorage });
  if (token === undefined) askForToken(root, false);
  else show(root, browserTransport(location.origin, token));
}

function show(root: Root, transport: Transport): void {
  const quorum = createQuorum({
    transport,
    appearance,
    page: window,
    onFailure: (error) => fail(root, error),
  });
  root.render(<QuorumWindow quorum={quorum} />);
  const unsubscribe = quorum.connection.status.subscribe((status) => {
    if (status.kind !== "refused") return;
    unsubscribe();
    askForToken(root, true);
  });
}

function askForToken(root: Root, isRefused: boolean): void {
  root.render(
    <TokenScreen
      isRefused={isRefused}
      origin={location.origin}
      onToken={(token) => {
        keepToken(sessionStorage, token);
        show(root, browserTransport(location.origin, token));
      }}
    />,
  );
}

/** A defect of the window itself: the page says so, and the browser's console says what it was. */
function fail(root: Root, error: unknown): void {
  reportError(error);
  root.render(<FailureScreen onReload={() => location.reload()} />);
}
