import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { createPortal } from "react-dom";
import styles from "./hover-card.module.css";

export interface HoverCardProps {
  /** What is pointed at: its element gets the given id as its description. */
  readonly children: (describedBy: string | undefined) => ReactNode;
  /** Made only while it is seen. */
  readonly renderCard: () => ReactNode;
  readonly className?: string | undefined;
  /** Where the card stands: beside what is pointed at, or below it. */
  readonly side?: "right" | "below";
}

/** A pointer that only passes by opens nothing. */
const OPEN_DELAY_MS = 350;
const GAP_PX = 8;

/** More about what the pointer rests on, or has the keyboard's focus. Escape puts it away. */
export function HoverCard({ children, renderCard, className, side = "right" }: HoverCardProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isPressed = useRef(false);
  const [place, setPlace] = useState<{ readonly left: number; readonly top: number }>();

  const open = (): void => {
    const box = anchor.current?.getBoundingClientRect();
    if (box === undefined) return;
    setPlace(
      side === "right" ? { left: box.right + GAP_PX, top: box.top } : { left: box.left, top: box.bottom + 4 },
    );
  };
  const close = (): void => {
    clearTimeout(timer.current);
    setPlace(undefined);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const isOpen = place !== undefined;
  useEffect(() => {
    if (!isOpen) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === "Escape") close();
    };
    const onScroll = ({ target }: Event): void => {
      if (target instanceof Node && target.contains(anchor.current)) close();
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    window.addEventListener("scroll", onScroll, { capture: true });
    return () => {
      window.removeEventListener("keydown", onKeyDown, { capture: true });
      window.removeEventListener("scroll", onScroll, { capture: true });
    };
  }, [isOpen]);

  return (
    <span
      ref={anchor}
      className={className}
      onPointerEnter={() => {
        clearTimeout(timer.current);
        timer.current = setTimeout(open, OPEN_DELAY_MS);
      }}
      onPointerLeave={() => {
        isPressed.current = false;
        close();
      }}
      onPointerDown={() => {
        isPressed.current = true;
        close();
      }}
      onPointerUp={() => {
        isPressed.current = false;
      }}
      onFocus={() => {
        // Not by `:focus-visible`: it is false where a key of the window's own moved the focus.
        if (!isPressed.current) open();
      }}
      onBlur={close}
    >
      {children(isOpen ? id : undefined)}
      {isOpen &&
        createPortal(
          <div
            ref={(card) => keepInWindow(card)}
            id={id}
            role="tooltip"
            className={styles.card}
            style={place}
          >
            {renderCard()}
          </div>,
          document.body,
        )}
    </span>
  );
}

/** A card that would stand out of the window moves into it. */
function keepInWindow(card: HTMLElement | null): void {
  if (card === null) return;
  const box = card.getBoundingClientRect();
  const [right, bottom] = [window.innerWidth - GAP_PX, window.innerHeight - GAP_PX];
  if (box.right > right) card.style.left = `${String(Math.max(GAP_PX, right - box.width))}px`;
  if (box.bottom > bottom) card.style.top = `${String(Math.max(GAP_PX, bottom - box.height))}px`;
}
