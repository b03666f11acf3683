/** Runs something with the next frame. */
export type NextFrame = (run: () => void) => void;

/** A page that is not seen draws no frames; what comes meanwhile is taken up this often. */
const HIDDEN_FRAME_MS = 200;

type FramePage = Pick<
  Window,
  "requestAnimationFrame" | "cancelAnimationFrame" | "setTimeout" | "clearTimeout"
>;

export function framesOf(page: FramePage): NextFrame {
  return (run) => {
    const now = (): void => {
      page.cancelAnimationFrame(frame);
      page.clearTimeout(timer);
      run();
    };
    const frame = page.requestAnimationFrame(now);
    const timer = page.setTimeout(now, HIDDEN_FRAME_MS);
  };
}

/** Gathers what comes within a frame and hands it over at once: what is drawn once a frame is written once a frame. */
export function perFrame<T>(
  nextFrame: NextFrame,
  apply: (items: readonly T[]) => void,
  signal: AbortSignal,
): (item: T) => void {
  let gathered: T[] = [];
  return (item) => {
    gathered.push(item);
    if (gathered.length > 1) return;
    nextFrame(() => {
      const items = gathered;
      gathered = [];
      if (!signal.aborted) apply(items);
    });
  };
}
