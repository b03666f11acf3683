import { useMemo, useState, type KeyboardEvent } from "react";
import type { WaitNode } from "../../../../shared/contract/desk.ts";
import { Button } from "../../../ui/button.tsx";
import type { KnownWaits } from "../known-waits.ts";
import { areaOf, areaOfNode } from "./arrow-path.ts";
import { Arrows } from "./arrows.tsx";
import { foldedWaits, type DrawnNode, type DrawnWaits } from "./folded-waits.ts";
import { GraphNode } from "./graph-node.tsx";
import { layoutOf, NO_LAYOUT, type Layout } from "./layout.ts";
import { nextNode } from "./next-node.ts";
import { useViewport } from "./use-viewport.ts";
import styles from "./wait-graph.module.css";

export interface WaitGraphViewProps {
  readonly waits: KnownWaits;
  /** The picture is fitted anew when this is another. */
  readonly fitKey: string;
  readonly colours: ReadonlyMap<string, number>;
  readonly onOpen: (node: WaitNode) => void;
}

const ZOOM_STEP = 1.25;
const NONE_OPEN: ReadonlySet<string> = new Set();

/** Agents and documents with arrows between those who wait for one another. */
export function WaitGraphView({ waits, fitKey, colours, onOpen }: WaitGraphViewProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(NONE_OPEN);
  const drawn = useMemo(() => foldedWaits(waits, open), [waits, open]);
  const layout = useLayout(drawn);
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const control = useViewport(frame, areaOf(layout), fitKey);
  const { viewport, zoom, fit, show, onKey, onPointerDown } = control;
  const [marked, setMarked] = useState<string>();
  const [lastFocus, setLastFocus] = useState<string>();
  const keys = [...layout.spots.keys()];
  // One of them is in the order of the focus; the arrow keys lead to the others.
  const entry = lastFocus !== undefined && layout.spots.has(lastFocus) ? lastFocus : keys.at(0);
  const near = marked === undefined ? undefined : drawn.near.get(marked);

  const press = (node: DrawnNode): void => {
    if (node.kind === "group") setOpen((groups) => new Set(groups).add(node.key));
    else onOpen(node);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { target } = event;
    const from = target instanceof HTMLElement ? target.dataset["node"] : undefined;
    if (onKey(event)) event.preventDefault();
    else if (from !== undefined && !event.shiftKey) {
      const next = nextNode(layout, from, event.key);
      if (next === undefined) return;
      event.preventDefault();
      const element = frame?.querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`);
      element?.focus();
    }
  };
  return (
    <div className={styles.graph}>
      <div
        ref={setFrame}
        className={styles.frame}
        role="group"
        aria-label="Who waits for whom, as a graph. Arrow keys go from one to another, plus and minus zoom."
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
      >
        <div
          className={styles.world}
          style={{
            transform: `translate(${String(viewport.x)}px, ${String(viewport.y)}px) scale(${String(viewport.scale)})`,
          }}
        >
          <Arrows waits={drawn} spots={layout.spots} marked={marked} />
          {keys.map((key) => {
            const node = drawn.nodes.get(key);
            const spot = layout.spots.get(key);
            if (node === undefined || spot === undefined) return null;
            return (
              <GraphNode
                key={key}
                node={node}
                spot={spot}
                waits={waits}
                colour={node.kind === "user" ? colours.get(node.user) : undefined}
                isEntry={key === entry}
                isDimmed={near !== undefined && key !== marked && !near.has(key)}
                onMark={setMarked}
                onFocus={() => {
                  setLastFocus(key);
                  show(areaOfNode(spot));
                }}
                onPress={press}
              />
            );
          })}
        </div>
      </div>
      <div className={styles.tools} role="group" aria-label="View of the graph">
        {open.size > 0 && (
          <Button label="Fold documents that wait alike" onPress={() => setOpen(NONE_OPEN)}>
            Fold
          </Button>
        )}
        <Button label="Larger" onPress={() => zoom(ZOOM_STEP)}>
          +
        </Button>
        <Button label="Smaller" onPress={() => zoom(1 / ZOOM_STEP)}>
          −
        </Button>
        <Button label="Fit the graph" onPress={fit}>
          Fit
        </Button>
      </div>
    </div>
  );
}

/** The layout of the waits; who stood in it before stays where they were. */
function useLayout(waits: DrawnWaits): Layout {
  const [known, setKnown] = useState<{ readonly waits: DrawnWaits | undefined; readonly layout: Layout }>({
    waits: undefined,
    layout: NO_LAYOUT,
  });
  if (known.waits === waits) return known.layout;
  const layout = layoutOf(waits.edges, known.layout);
  setKnown({ waits, layout });
  return layout;
}
