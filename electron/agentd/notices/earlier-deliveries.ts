import type { NoticeOutcome } from "../../../shared/link/notices.ts";
import type { Delivery } from "./delivery.ts";
import type { DeliveryRecord } from "./delivery-log.ts";

/** Settled notices that are remembered; the hub has long heard of those before them. */
const KEPT_NOTICES = 2000;

/** What the logs of an agent's sessions tell. */
export interface EarlierDeliveries {
  readonly settled: ReadonlyMap<string, NoticeOutcome>;
  /** Begun, and not known how they ended. */
  readonly unsettled: readonly Delivery[];
}

/** Reads the logs from the first line to the last: what comes later counts. */
export function earlierDeliveries(records: readonly DeliveryRecord[]): EarlierDeliveries {
  const settled = new Map<string, NoticeOutcome>();
  const unsettled = new Map<string, Delivery>();
  for (const record of records) {
    if (record.kind === "known") for (const { id, outcome } of record.notices) settled.set(id, outcome);
    else if (record.kind === "intent") {
      const { kind: _kind, ...delivery } = record;
      unsettled.set(delivery.delivery, delivery);
    } else {
      const delivery = unsettled.get(record.delivery);
      // Its program is gone by now: what was uncertain then may be found out.
      if (delivery === undefined || record.outcome === "uncertain") continue;
      unsettled.delete(record.delivery);
      if (record.outcome === "returned") continue;
      const { proof, at } = record;
      for (const id of delivery.ids) settled.set(id, { kind: "announced", how: delivery.how, proof, at });
    }
  }
  return { settled: new Map([...settled].slice(-KEPT_NOTICES)), unsettled: [...unsettled.values()] };
}
