import { DisposableStore, type Disposable } from "../../../shared/base/disposable.ts";
import { Emitter, type Event } from "../../../shared/base/emitter.ts";
import type { AgentId } from "../../../shared/contract/agents.ts";
import { isToAnnounce, type LedgerItem } from "../../../shared/ledger/ledger-item.ts";
import type { Ledger } from "../ledger/ledger.ts";

interface Told {
  /** The items of which it was told. */
  readonly items: ReadonlySet<string>;
  readonly isToBeTold: boolean;
}

/** What agents were told of, as far as policies ask. */
export class Telling implements Disposable {
  readonly #ledger: Pick<Ledger, "itemsOf">;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  /** Reading it all again for each question would take long in an inbox that is full. */
  readonly #byAgent = new Map<string, Told>();

  readonly onChanged: Event<void> = this.#changed.event;

  constructor(ledger: Pick<Ledger, "itemsOf" | "onChanged">) {
    this.#ledger = ledger;
    this.#store.add(
      ledger.onChanged(({ key }) => {
        this.#byAgent.delete(key.agent);
        this.#changed.fire();
      }),
    );
  }

  /** Whether an agent was told of an item in its inbox. */
  wasTold(agent: AgentId, item: string): boolean {
    return this.#of(agent).items.has(item);
  }

  /** Whether an agent is being told of something, or still to be. */
  isToBeTold(agent: AgentId): boolean {
    return this.#of(agent).isToBeTold;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #of(agent: AgentId): Told {
    const known = this.#byAgent.get(agent);
    if (known !== undefined) return known;
    const open = this.#ledger.itemsOf(agent).filter(({ progress }) => progress !== "archived");
    const told: Told = {
      items: new Set(open.filter(wasTold).map(({ item }) => item)),
      isToBeTold: open.some((item) => isToAnnounce(item) || item.notice.kind === "announcing"),
    };
    this.#byAgent.set(agent, told);
    return told;
  }
}

/** What may have arrived is not told again, and counts. */
function wasTold({ notice }: LedgerItem): boolean {
  return notice.kind === "announced" || notice.kind === "uncertain";
}
