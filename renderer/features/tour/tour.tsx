import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { returnFocus } from "../../ui/focus.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { cardPosition, type Box } from "./tour-position.ts";
import { TOUR_STEPS, type TourStep } from "./tour-steps.ts";
import styles from "./tour.module.css";

export interface TourProps {
  /** The keys of an action as this person has them. */
  readonly keysOf: (action: string) => string | undefined;
  /** Told when it is over, seen to its end or not. */
  readonly onEnd: () => void;
}

/** What is pointed at may move with what is loaded; more often than this nobody sees. */
const LOOK_AGAIN_MS = 250;

/**
 * Points at one thing of the window after the other. It is asked for, so it takes the focus once; after that the focus is
 * where the person puts it, and the window can be used all the while.
 */
export function Tour({ keysOf, onEnd }: TourProps) {
  const [steps] = useState(() => TOUR_STEPS.filter((step) => targetOf(step) !== undefined));
  const [at, setAt] = useState(0);
  const card = useRef<HTMLElement>(null);
  const next = useRef<HTMLDivElement>(null);
  const [before] = useState(() => document.activeElement);
  const step = steps[at];
  const target = useTarget(step);
  const [size, setSize] = useState<Pick<Box, "width" | "height">>({ width: 320, height: 160 });

  useLayoutEffect(() => {
    const box = card.current?.getBoundingClientRect();
    if (box !== undefined) setSize({ width: box.width, height: box.height });
  }, [at]);
  useEffect(() => {
    next.current?.querySelector<HTMLElement>("[data-primary='true']")?.focus();
  }, []);

  if (step === undefined) return null;
  const isLast = at === steps.length - 1;
  const end = (): void => {
    const hasFocus = card.current?.contains(document.activeElement) === true;
    onEnd();
    if (hasFocus) returnFocus(before);
  };
  const keys = step.action === undefined ? undefined : keysOf(step.action);
  const place =
    target === undefined
      ? { left: 12, top: 52 }
      : cardPosition(target, size, { width: innerWidth, height: innerHeight });
  return (
    <>
      {target !== undefined && (
        <div
          className={styles.ring}
          aria-hidden="true"
          style={{
            left: target.left - 3,
            top: target.top - 3,
            width: target.width + 6,
            height: target.height + 6,
          }}
        />
      )}
      <section
        ref={card}
        className={styles.card}
        role="dialog"
        aria-label="Tour"
        aria-live="polite"
        style={place}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          end();
        }}
      >
        <header>
          <h2>{step.title}</h2>
          <IconButton icon="close" label="Skip the tour" onPress={end} />
        </header>
        <p>{step.text}</p>
        {keys !== undefined && (
          <p className={styles.keys}>
            <kbd>{keys}</kbd> leads there from anywhere.
          </p>
        )}
        <div ref={next} className={styles.buttons}>
          <span>
            {at + 1} of {steps.length}
          </span>
          {at > 0 && <Button onPress={() => setAt(at - 1)}>Back</Button>}
          <Button isPrimary onPress={() => (isLast ? end() : setAt(at + 1))}>
            {isLast ? "Done" : "Next"}
          </Button>
        </div>
      </section>
    </>
  );
}

/** Where a step's target is now, followed for as long as it is shown. */
function useTarget(step: TourStep | undefined): Box | undefined {
  const [box, setBox] = useState<Box>();
  useLayoutEffect(() => {
    if (step === undefined) return;
    const look = (): void => {
      const found = targetOf(step)?.getBoundingClientRect();
      const seen = found && { left: found.left, top: found.top, width: found.width, height: found.height };
      setBox((last) => (isSameBox(last, seen) ? last : seen));
    };
    look();
    const timer = setInterval(look, LOOK_AGAIN_MS);
    addEventListener("resize", look);
    return () => {
      clearInterval(timer);
      removeEventListener("resize", look);
    };
  }, [step]);
  return box;
}

function targetOf({ at }: TourStep): Element | undefined {
  for (const selector of at) {
    const found = document.querySelector(selector);
    if (found !== null && found.getClientRects().length > 0) return found;
  }
  return undefined;
}

function isSameBox(one: Box | undefined, other: Box | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.left === other.left &&
    one.top === other.top &&
    one.width === other.width &&
    one.height === other.height
  );
}
