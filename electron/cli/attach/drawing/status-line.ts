import type { Picture } from "./picture.ts";

const INVERSE = "7";

/** The picture with a line of our own over its last row. The cursor, which is the agent's, is hidden meanwhile. */
export function withStatusLine(picture: Picture, status: string): Picture {
  const { columns } = picture.size;
  const text = ` ${status}`.padEnd(columns).slice(0, columns);
  const line = { texts: [...text], styles: new Array<string>(columns).fill(INVERSE) };
  return {
    ...picture,
    lines: [...picture.lines.slice(0, -1), line],
    cursor: { ...picture.cursor, isVisible: false },
  };
}
