import { Tooltip as Radix } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import styles from "./tooltip.module.css";

export interface TooltipProps {
  /** What is pointed at; it takes a `ref` and the properties of its element. */
  readonly children: ReactElement;
  readonly text: ReactNode;
  /** The keys that do the same. */
  readonly keys?: string | undefined;
  readonly side?: "top" | "right" | "bottom" | "left";
}

/** Some words on what the pointer rests on, or has the keyboard's focus. */
export function Tooltip({ children, text, keys, side = "bottom" }: TooltipProps) {
  return (
    <Radix.Provider delayDuration={350}>
      <Radix.Root disableHoverableContent>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content className={styles.tooltip} side={side} sideOffset={6} collisionPadding={8}>
            {text}
            {keys !== undefined && <kbd>{keys}</kbd>}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
