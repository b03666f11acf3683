import { DropdownMenu as Radix } from "radix-ui";
import type { ReactElement } from "react";
import { Icon, type IconName } from "./icon.tsx";
import styles from "./menu.module.css";

/** One thing that a menu offers. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  /** The keys that do the same. */
  readonly keys?: string | undefined;
  /** Why it cannot be chosen now; nothing while it can. */
  readonly whyNot?: string | undefined;
  /** Whether it is chosen, for what is on or off. */
  readonly isChosen?: boolean;
  readonly onChoose: () => void;
}

export interface MenuProps {
  /** The button that opens it; it takes a `ref` and the properties of a button. */
  readonly children: ReactElement;
  /** In groups, with a line between them. */
  readonly groups: readonly (readonly MenuItem[])[];
  readonly align?: "start" | "end";
}

/** A list of what can be done, under a button. */
export function Menu({ children, groups, align = "end" }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.menu} align={align} sideOffset={4} collisionPadding={8}>
          {groups.map((items, place) => (
            <Radix.Group key={place} className={styles.group}>
              {items.map((item) => (
                <MenuRow key={item.id} item={item} />
              ))}
            </Radix.Group>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function MenuRow({ item }: { readonly item: MenuItem }) {
  const { label, icon, keys, whyNot, isChosen, onChoose } = item;
  const content = (
    <>
      <span className={styles.icon}>
        {isChosen === true ? <Icon name="check" /> : icon !== undefined && <Icon name={icon} />}
      </span>
      <span className={styles.label}>
        {label}
        {whyNot !== undefined && <small>{whyNot}</small>}
      </span>
      {keys !== undefined && <kbd>{keys}</kbd>}
    </>
  );
  const isDisabled = whyNot !== undefined;
  if (isChosen === undefined) {
    return (
      <Radix.Item className={styles.item} disabled={isDisabled} onSelect={onChoose}>
        {content}
      </Radix.Item>
    );
  }
  return (
    <Radix.CheckboxItem
      className={styles.item}
      checked={isChosen}
      disabled={isDisabled}
      onSelect={(event) => {
        // More than one may be wanted.
        event.preventDefault();
        onChoose();
      }}
    >
      {content}
    </Radix.CheckboxItem>
  );
}
