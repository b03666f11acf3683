import type { Area, Point } from "./arrow-path.ts";

/** How the picture is looked at: where its origin is in the frame, and how large it is drawn. */
export interface Viewport extends Point {
  readonly scale: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
}

/** Smaller, nothing could be read. */
const LEAST_SCALE = 0.3;
const MOST_SCALE = 2;
/** Where a picture does not fit, it is better read in parts than not at all. */
const LEAST_FIT = 0.55;
const MARGIN_PX = 24;

/** Shows all of an area, in the middle; where that would be too small to read, its end, where all the waiting leads. */
export function fitted(area: Area, frame: Frame): Viewport {
  const wide = (frame.width - 2 * MARGIN_PX) / area.width;
  const high = (frame.height - 2 * MARGIN_PX) / area.height;
  const scale = Math.min(1, Math.max(LEAST_FIT, Math.min(wide, high)));
  const width = area.width * scale;
  const height = area.height * scale;
  const left =
    width + 2 * MARGIN_PX > frame.width ? frame.width - MARGIN_PX - width : (frame.width - width) / 2;
  // Those for whom many wait stand in the middle of them.
  const top = (frame.height - height) / 2;
  return { x: left - area.x * scale, y: top - area.y * scale, scale };
}

export function panned({ x, y, scale }: Viewport, by: Point): Viewport {
  return { x: x + by.x, y: y + by.y, scale };
}

/** Larger or smaller; what is at the given point of the frame stays there. */
export function zoomed({ x, y, scale }: Viewport, factor: number, at: Point): Viewport {
  const next = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, scale * factor));
  const ratio = next / scale;
  return { x: at.x - (at.x - x) * ratio, y: at.y - (at.y - y) * ratio, scale: next };
}

/** Moves as little as is needed for an area to be seen. */
export function showing(viewport: Viewport, area: Area, frame: Frame): Viewport {
  const { x, y, scale } = viewport;
  const by = {
    x: needed(x + area.x * scale, area.width * scale, frame.width),
    y: needed(y + area.y * scale, area.height * scale, frame.height),
  };
  return by.x === 0 && by.y === 0 ? viewport : panned(viewport, by);
}

function needed(start: number, size: number, room: number): number {
  if (start < MARGIN_PX) return MARGIN_PX - start;
  return Math.min(0, room - MARGIN_PX - size - start);
}
