import { z } from "zod";

const Bounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
});
type Bounds = z.infer<typeof Bounds>;

/** Where the window stood when it was last closed. */
export const WindowPlacement = z.object({ version: z.literal(1), bounds: Bounds, isMaximized: z.boolean() });
export type WindowPlacement = z.infer<typeof WindowPlacement>;

/** Below this the sidebar and a terminal of 80 columns do not stand side by side. */
export const MIN_WINDOW_SIZE = { width: 720, height: 480 } as const;

/** The window's size before anybody chose one. */
export const DEFAULT_WINDOW_SIZE = { width: 1280, height: 820 } as const;

/** So much of the window's top must be on some display for a person to find and drag it. */
const VISIBLE_WIDTH = 120;
const VISIBLE_HEIGHT = 40;

/**
 * The bounds that a new window gets: the remembered ones where a person can still reach them, else the default size
 * on the primary display, whose work area comes first.
 */
export function boundsFor(placement: WindowPlacement | undefined, workAreas: readonly Bounds[]): Bounds {
  const remembered = placement?.bounds;
  const home = workAreas[0] ?? { x: 0, y: 0, ...DEFAULT_WINDOW_SIZE };
  if (remembered !== undefined) {
    const area = workAreas.find((candidate) => isReachable(remembered, candidate));
    if (area !== undefined) return { ...remembered, ...sizeWithin(remembered, area) };
  }
  const size = sizeWithin(remembered ?? DEFAULT_WINDOW_SIZE, home);
  return {
    x: home.x + Math.round((home.width - size.width) / 2),
    y: home.y + Math.round((home.height - size.height) / 2),
    ...size,
  };
}

function isReachable(bounds: Bounds, area: Bounds): boolean {
  const visibleWidth = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const isTopVisible = bounds.y >= area.y && bounds.y + VISIBLE_HEIGHT <= area.y + area.height;
  return isTopVisible && visibleWidth >= VISIBLE_WIDTH;
}

function sizeWithin(size: Pick<Bounds, "width" | "height">, area: Bounds): Pick<Bounds, "width" | "height"> {
  return {
    width: Math.max(MIN_WINDOW_SIZE.width, Math.min(size.width, area.width)),
    height: Math.max(MIN_WINDOW_SIZE.height, Math.min(size.height, area.height)),
  };
}
