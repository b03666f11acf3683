import type { Spot } from "./layout.ts";

/** The measures of the picture, in its own units. */
const NODE_WIDTH = 168;
const NODE_HEIGHT = 42;
const COLUMN_WIDTH = 232;
const ROW_HEIGHT = 66;
/** Arrows that lead back pass a little below those that lead on. */
const BACK_PX = 5;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The upper left corner of a node. */
export function cornerOf({ column, row }: Spot): Point {
  return { x: column * COLUMN_WIDTH, y: row * ROW_HEIGHT };
}

/** A part of the picture. */
export interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

/** What the picture covers, with the arrows that pass below it. */
export function areaOf({ columns, rows }: { readonly columns: number; readonly rows: number }): Area {
  const before = Math.max(0, columns - 1) * COLUMN_WIDTH;
  return { x: 0 - before, y: 0, width: before + NODE_WIDTH, height: Math.max(1, rows) * ROW_HEIGHT };
}

export function areaOfNode(spot: Spot): Area {
  return { ...cornerOf(spot), width: NODE_WIDTH, height: NODE_HEIGHT };
}

/** The line from one to another. It passes other nodes between their rows, and leads back below the one it comes from. */
export function arrowPath(from: Spot, to: Spot): string {
  return to.column > from.column ? forwards(from, to) : backwards(from, to);
}

function forwards(from: Spot, to: Spot): string {
  const start = middleOf(from, NODE_WIDTH);
  const end = middleOf(to, 0);
  let path = `M ${text(start)}`;
  let last = start;
  for (let column = from.column + 1; column < to.column; column += 1) {
    const share = (column - from.column) / (to.column - from.column);
    const y = gapNear(start.y + (end.y - start.y) * share);
    const x = column * COLUMN_WIDTH;
    path += `${curve(last, { x, y })} L ${text({ x: x + NODE_WIDTH, y })}`;
    last = { x: x + NODE_WIDTH, y };
  }
  return path + curve(last, end);
}

function backwards(from: Spot, to: Spot): string {
  const corner = cornerOf(from);
  const start = { x: corner.x + NODE_WIDTH, y: corner.y + NODE_HEIGHT / 2 };
  const end = middleOf(to, 0);
  const y = gapNear(corner.y + ROW_HEIGHT) + BACK_PX;
  const right = start.x + 34;
  const left = end.x - 34;
  return (
    `M ${text(start)} C ${text({ x: right, y: start.y })} ${text({ x: right, y })} ${text({ x: start.x, y })}` +
    ` L ${text({ x: end.x, y })} C ${text({ x: left, y })} ${text({ x: left, y: end.y })} ${text(end)}`
  );
}

function middleOf(spot: Spot, across: number): Point {
  const { x, y } = cornerOf(spot);
  return { x: x + across, y: y + NODE_HEIGHT / 2 };
}

/** The middle of the free strip between two rows that is nearest. */
function gapNear(y: number): number {
  const strip = (NODE_HEIGHT + ROW_HEIGHT) / 2;
  return Math.round((y - strip) / ROW_HEIGHT) * ROW_HEIGHT + strip;
}

function curve(from: Point, to: Point): string {
  const bend = Math.max(20, (to.x - from.x) / 2);
  return ` C ${text({ x: from.x + bend, y: from.y })} ${text({ x: to.x - bend, y: to.y })} ${text(to)}`;
}

function text({ x, y }: Point): string {
  return `${String(Math.round(x * 10) / 10)} ${String(Math.round(y * 10) / 10)}`;
}
