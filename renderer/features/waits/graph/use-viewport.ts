import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import type { Area, Point } from "./arrow-path.ts";
import { fitted, panned, showing, zoomed, type Viewport } from "./viewport.ts";

const KEY_STEP_PX = 60;
const KEY_ZOOM = 1.2;
/** Of a wheel, for each pixel that it turns. */
const WHEEL_ZOOM = 1.0015;

const STEPS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: KEY_STEP_PX, y: 0 },
  ArrowRight: { x: -KEY_STEP_PX, y: 0 },
  ArrowUp: { x: 0, y: KEY_STEP_PX },
  ArrowDown: { x: 0, y: -KEY_STEP_PX },
};

export interface ViewportControl {
  readonly viewport: Viewport;
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
  /** Moves as little as is needed for an area to be seen. */
  readonly show: (area: Area) => void;
  /** Whether the key was for the view of the picture. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
}

/** How a picture in a frame is looked at: fitted at first and whenever `fitKey` is another, then as the person likes. */
export function useViewport(frame: HTMLElement | null, area: Area, fitKey: string): ViewportControl {
  const [viewport, setViewport] = useState<Viewport>({ x: 0, y: 0, scale: 1 });
  const latest = useRef(area);
  /** Whether the person has moved it: then it stays as they have it. */
  const isOwn = useRef(false);
  useEffect(() => {
    latest.current = area;
  }, [area]);

  const change = (next: (view: Viewport) => Viewport): void => {
    isOwn.current = true;
    setViewport(next);
  };
  const fit = useCallback(() => {
    isOwn.current = false;
    if (frame !== null)
      setViewport(fitted(latest.current, { width: frame.clientWidth, height: frame.clientHeight }));
  }, [frame]);
  useEffect(fit, [fit, fitKey]);
  useEffect(() => {
    if (frame === null) return;
    const observer = new ResizeObserver(() => {
      if (!isOwn.current) fit();
    });
    observer.observe(frame);
    return () => observer.disconnect();
  }, [frame, fit]);

  const zoom = (factor: number): void => {
    if (frame === null) return;
    change((view) => zoomed(view, factor, { x: frame.clientWidth / 2, y: frame.clientHeight / 2 }));
  };

  useEffect(() => {
    if (frame === null) return;
    // Not by React, whose wheel listeners cannot keep the page from scrolling.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const box = frame.getBoundingClientRect();
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      if (event.ctrlKey || event.metaKey) change((view) => zoomed(view, WHEEL_ZOOM ** -event.deltaY, at));
      else change((view) => panned(view, { x: -event.deltaX, y: -event.deltaY }));
    };
    frame.addEventListener("wheel", onWheel, { passive: false });
    return () => frame.removeEventListener("wheel", onWheel);
  }, [frame]);

  return {
    viewport,
    zoom,
    fit,
    show: (shown) => {
      if (frame === null) return;
      setViewport((view) => showing(view, shown, { width: frame.clientWidth, height: frame.clientHeight }));
    },
    onKey: ({ key, shiftKey, ctrlKey, metaKey, altKey }) => {
      if (ctrlKey || metaKey || altKey) return false;
      const step = shiftKey ? STEPS[key] : undefined;
      if (step !== undefined) change((view) => panned(view, step));
      else if (key === "+" || key === "=") zoom(KEY_ZOOM);
      else if (key === "-") zoom(1 / KEY_ZOOM);
      else if (key === "0") fit();
      else return false;
      return true;
    },
    onPointerDown: (event) => {
      const { currentTarget, pointerId, button, target } = event;
      if (button !== 0 || (target instanceof Element && target.closest("button") !== null)) return;
      currentTarget.setPointerCapture(pointerId);
      let last = { x: event.clientX, y: event.clientY };
      const drag = (moved: globalThis.PointerEvent): void => {
        const by = { x: moved.clientX - last.x, y: moved.clientY - last.y };
        last = { x: moved.clientX, y: moved.clientY };
        change((view) => panned(view, by));
      };
      const end = (): void => {
        currentTarget.removeEventListener("pointermove", drag);
        currentTarget.removeEventListener("pointerup", end);
        currentTarget.removeEventListener("pointercancel", end);
      };
      currentTarget.addEventListener("pointermove", drag);
      currentTarget.addEventListener("pointerup", end);
      currentTarget.addEventListener("pointercancel", end);
    },
  };
}
