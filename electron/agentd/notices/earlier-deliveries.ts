import type { NoticeOutcome } from "../../../shared/link/notices.ts";
import type { Delivery } from "./delivery.ts";
import type { DeliveryRecord } from "./delivery-log.ts";

/** Settled notices that are remembered; the hub has long heard of those before them. */
const KEPT_NOTICES = 2000;

/** What the logs of an agent's sessions tell. */
export interface EarlierDeliveries {
  readonly settled: ReadonlyMap<string, NoticeOutcome>;
  /** Announced, and not taken back later. */
  readonly announced: readonly Delivery[];
  /** Taken back after they were announced, and not told since; the hub may not have heard of it. */
  readonly returned: ReadonlyMap<string, NoticeOutcome>;
  /** How those were told, and when they were taken back. */
  readonly takenBack: readonly { readonly delivery: Delivery; readonly at: number }[];
  /** Begun, and not known how they ended. */
  readonly unsettled: readonly Delivery[];
}

/** Reads the logs from the first line to the last: what comes later counts. */
export function earlierDeliveries(records: readonly DeliveryRecord[]): EarlierDeliveries {
  const settled = new Map<string, NoticeOutcome>();
  const returned = new Map<string, NoticeOutcome>();
  const deliveries = new Map<string, Delivery>();
  const unsettled = new Map<string, Delivery>();
  const announced = new Map<string, Delivery>();
  const takenBack = new Map<string, { readonly delivery: Delivery; readonly at: number }>();
  for (const record of records) {
    if (record.kind === "known") for (const { id, outcome } of record.notices) settled.set(id, outcome);
    else if (record.kind === "intent") {
      const { kind: _kind, ...delivery } = record;
      deliveries.set(delivery.delivery, delivery);
      unsettled.set(delivery.delivery, delivery);
    } else if (record.outcome !== "uncertain") {
      // Of what was uncertain the program is gone by now: it may be found out.
      const { proof, at } = record;
      const intended = deliveries.get(record.delivery);
      if (intended === undefined) continue;
      const transcript = intended.transcript ?? record.transcript;
      const delivery = transcript === undefined ? intended : { ...intended, transcript };
      const wasAnnounced = announced.has(record.delivery);
      unsettled.delete(record.delivery);
      announced.delete(record.delivery);
      takenBack.delete(record.delivery);
      if (record.outcome === "returned" && wasAnnounced) takenBack.set(record.delivery, { delivery, at });
      for (const id of delivery.ids) {
        settled.delete(id);
        if (record.outcome === "announced") {
          settled.set(id, { kind: "announced", how: delivery.how, proof, at });
          returned.delete(id);
        } else if (wasAnnounced) returned.set(id, { kind: "returned", reason: proof, at });
      }
      if (record.outcome === "announced") announced.set(record.delivery, delivery);
    }
  }
  return {
    settled: new Map([...settled].slice(-KEPT_NOTICES)),
    announced: [...announced.values()],
    returned: new Map([...returned].slice(-KEPT_NOTICES)),
    takenBack: [...takenBack.values()].filter(({ delivery }) => delivery.ids.some((id) => returned.has(id))),
    unsettled: [...unsettled.values()],
  };
}
