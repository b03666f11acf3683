import { expect, test } from "vitest";
import { diagramShape, type Drawn, type Shape } from "./diagram-shape.ts";
import { stateGraph } from "./state-graph.ts";

const KINDS = [
  { isExecutable: false, isAttachment: false },
  { isExecutable: true, isAttachment: false },
  { isExecutable: true, isAttachment: true },
];
const none = (): number => 0;

/** The lane of an arc: where it runs up or down. */
function laneOf({ path }: Drawn): number {
  return Number(/ Q ([\d.]+) /.exec(path)?.[1]);
}

/** From where to where an arc runs up or down. */
function rangeOf(shape: Shape, { way }: Drawn): readonly [number, number] {
  const [from = 0, to = 0] = [shape.spots.get(way.from)?.y, shape.spots.get(way.to)?.y];
  return [Math.min(from, to), Math.max(from, to)];
}

test("stands the states below one another, and draws every way", () => {
  for (const kind of KINDS) {
    const graph = stateGraph(kind, undefined);
    const { spots, drawn, height } = diagramShape(graph, none);
    const rows = graph.states.map((state) => spots.get(state) ?? { top: -1, height: 0, y: -1 });
    for (const [place, { top, height: own, y }] of rows.entries()) {
      const before = rows[place - 1];
      expect(top).toBeGreaterThanOrEqual(before === undefined ? 0 : before.top + before.height);
      expect(y).toBeGreaterThan(top);
      expect(top + own).toBeLessThanOrEqual(height);
    }
    expect(drawn.map(({ way }) => way)).toEqual(graph.ways);
  }
});

test("draws the way on as a line, and all others as arcs that stay in the picture", () => {
  for (const kind of KINDS) {
    const graph = stateGraph(kind, undefined);
    const { drawn, x } = diagramShape(graph, none);
    for (const one of drawn) {
      const step = graph.states.indexOf(one.way.to) - graph.states.indexOf(one.way.from);
      expect(one.course).toBe(step === 1 ? "line" : step < 0 ? "back" : "on");
      if (step === 1) continue;
      expect(laneOf(one)).toBeGreaterThan(0);
      expect(laneOf(one)).toBeLessThan(x - 10);
    }
  }
});

test("joins arcs to the same state, and keeps all others apart", () => {
  for (const kind of KINDS) {
    const shape = diagramShape(stateGraph(kind, undefined), none);
    const arcs = shape.drawn.filter(({ course }) => course !== "line");
    for (const one of arcs) {
      for (const other of arcs.slice(arcs.indexOf(one) + 1)) {
        const isJoined = one.way.to === other.way.to && one.course === other.course;
        if (isJoined) expect(laneOf(one)).toBe(laneOf(other));
        else if (laneOf(one) === laneOf(other)) {
          const [first, last] = rangeOf(shape, one);
          const [from, to] = rangeOf(shape, other);
          expect(last < from || to < first).toBe(true);
        }
      }
    }
  }
});

test("makes room in a row for what can be pressed there, and moves what is below it", () => {
  const graph = stateGraph({ isExecutable: false, isAttachment: false }, "IN_REVIEW");
  const plain = diagramShape(graph, none);
  const roomy = diagramShape(graph, (state) => (state === "DRAFT" ? 3 : 0));
  expect(roomy.height - plain.height).toBe(
    (roomy.spots.get("IN_REVIEW")?.y ?? 0) - (plain.spots.get("IN_REVIEW")?.y ?? 0),
  );
  expect(roomy.height).toBeGreaterThan(plain.height);
  expect(roomy.spots.get("DRAFT")?.y).toBe(plain.spots.get("DRAFT")?.y);
});
