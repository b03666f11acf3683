import type { InboxItem } from "../../../../shared/contract/inbox.ts";
import { plainly } from "../../../ui/plainly.ts";
import { momentText } from "../../../ui/time-text.ts";
import { kindName } from "../items/item-kinds.ts";
import type { InboxWays } from "./open-inbox.ts";
import styles from "./item-facts.module.css";

export interface ItemFactsProps {
  readonly item: InboxItem;
  readonly ways: InboxWays;
}

/** What an item is, of whom and about what, with the ways to these. */
export function ItemFacts({ item, ways }: ItemFactsProps) {
  const { kind, workflow, from, document, event, archivedOn, id } = item;
  const name = kindName(kind);
  return (
    <dl className={styles.facts}>
      <Fact name="Kind" value={workflow === undefined ? name : `${name} · ${roundName(workflow)}`} />
      <Fact
        name="From"
        value={from}
        onOpen={from !== undefined && ways.isAgent(from) ? () => ways.onAgent(from) : undefined}
      />
      <Fact
        name="Document"
        value={document}
        onOpen={
          document !== undefined && ways.isDocument(document) ? () => ways.onDocument(document) : undefined
        }
      />
      <Fact name="Event" value={event} />
      <Fact name="Date" value={momentText(item.at)} />
      <Fact name="Archived" value={archivedOn} />
      <Fact name="File" value={plainly(id)} />
    </dl>
  );
}

function roundName(workflow: string): string {
  return workflow.toLowerCase().replaceAll("_", "-");
}

interface FactProps {
  readonly name: string;
  readonly value: string | undefined;
  readonly onOpen?: (() => void) | undefined;
}

function Fact({ name, value, onOpen }: FactProps) {
  if (value === undefined || value === "") return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {onOpen === undefined ? (
          value
        ) : (
          <button type="button" onClick={onOpen}>
            {value}
          </button>
        )}
      </dd>
    </div>
  );
}
