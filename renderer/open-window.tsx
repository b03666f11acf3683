import "./page-policy.ts";
import { createRoot, type Root } from "react-dom/client";
import { askingAhead } from "./connection/ahead.ts";
import { browserTransport } from "./connection/browser-transport.ts";
import { keepToken } from "./connection/token.ts";
import { TokenScreen } from "./connection/token-screen.tsx";
import type { Transport } from "./connection/transport.ts";
import { FailureScreen } from "./window/failure-screen.tsx";
import { createQuorum, type Quorum } from "./quorum.ts";
import { Appearance } from "./theme/appearance.ts";
import { QuorumWindow } from "./window/quorum-window.tsx";

/** How long the window waits for what it shows, before it is drawn without. */
const MOST_WAIT_MS = 300;

/** Draws the window; where there is no way to the hub yet, it asks for the token. */
export function openWindow(transport: Transport | undefined): void {
  const element = document.getElementById("root");
  if (element === null) return;
  const root: Root = createRoot(element, { onUncaughtError: (error) => fail(root, error) });
  const appearance = new Appearance(window);
  // An address pasted over this one changes its fragment alone, which loads nothing.
  if (window.quorum === undefined) window.addEventListener("hashchange", () => location.reload());
  if (transport === undefined) askForToken({ root, appearance }, false);
  else show({ root, appearance }, transport);
}

interface Page {
  readonly root: Root;
  readonly appearance: Appearance;
}

function show(page: Page, transport: Transport): void {
  const { root, appearance } = page;
  const quorum = createQuorum({
    transport,
    appearance,
    page: window,
    onFailure: (error) => fail(root, error),
  });
  // The answers are mostly on their way already: what would be drawn before them would be drawn twice.
  const stopWaiting = whenKnown(quorum, () => root.render(<QuorumWindow quorum={quorum} />));
  const unsubscribe = quorum.connection.status.subscribe((status) => {
    if (status.kind !== "refused") return;
    unsubscribe();
    stopWaiting();
    askForToken(page, true);
  });
}

/** Draws once what is seen first is known, or after a while without it; answers how to give that up. */
function whenKnown({ host, documents }: Quorum, draw: () => void): () => void {
  const isKnown = (): boolean => {
    const { known } = host.getState();
    return known !== undefined && (known.project === undefined || documents.store.getState().areOpenKnown);
  };
  const stop = (): void => {
    clearTimeout(late);
    for (const forget of forgets) forget();
  };
  const look = (): void => {
    if (!isKnown()) return;
    stop();
    draw();
  };
  const late = setTimeout(() => {
    stop();
    draw();
  }, MOST_WAIT_MS);
  const forgets = [host.subscribe(look), documents.store.subscribe(look)];
  return stop;
}

function askForToken(page: Page, isRefused: boolean): void {
  page.root.render(
    <TokenScreen
      isRefused={isRefused}
      origin={location.origin}
      onToken={(token) => {
        keepToken(sessionStorage, token);
        show(page, browserTransport(location.origin, token, askingAhead));
      }}
    />,
  );
}

/** A defect of the window itself: the page says so, and the browser's console says what it was. */
function fail(root: Root, error: unknown): void {
  reportError(error);
  root.render(<FailureScreen onReload={() => location.reload()} />);
}
