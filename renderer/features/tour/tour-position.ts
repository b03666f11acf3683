export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Room between the card and what it points at, and between the card and the window's edge. */
const GAP = 12;

/** Where the card stands: beside what it points at, below it where there is no room, and always within the window. */
export function cardPosition(
  target: Box,
  card: Pick<Box, "width" | "height">,
  window: Pick<Box, "width" | "height">,
): { readonly left: number; readonly top: number } {
  const right = target.left + target.width + GAP;
  const isBeside = right + card.width + GAP <= window.width && target.width < window.width / 2;
  const below = target.top + target.height + GAP;
  const isBelow = below + card.height + GAP <= window.height;
  const above = target.top - card.height - GAP;
  const isAtTop = target.top < window.height / 4 && target.height < 60;
  if (isBeside && !isAtTop) return within(right, target.top, card, window);
  return within(target.left + target.width / 2 - card.width / 2, isBelow ? below : above, card, window);
}

function within(
  left: number,
  top: number,
  card: Pick<Box, "width" | "height">,
  window: Pick<Box, "width" | "height">,
): { readonly left: number; readonly top: number } {
  const clamp = (value: number, most: number): number => Math.max(GAP, Math.min(value, most - GAP));
  return { left: clamp(left, window.width - card.width), top: clamp(top, window.height - card.height) };
}
