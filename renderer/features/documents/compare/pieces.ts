/** A piece of a text that is marked or not. */
export interface Piece {
  readonly text: string;
  readonly isMarked: boolean;
}

/** Cuts a text where marked parts begin and end; the parts are in order and apart from one another. */
export function piecesOf(
  text: string,
  ranges: readonly { readonly start: number; readonly end: number }[],
): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { start, end } of ranges) {
    if (start < from || end <= start) continue;
    if (start > from) pieces.push({ text: text.slice(from, start), isMarked: false });
    pieces.push({ text: text.slice(start, end), isMarked: true });
    from = end;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isMarked: false });
  return pieces;
}
