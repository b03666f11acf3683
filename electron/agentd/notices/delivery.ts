import type { Notice, NoticeWay } from "../../../shared/link/notices.ts";
import type { DeliveryRecord } from "./delivery-log.ts";

/** Notices that go together, in one text. */
export type Delivery = Omit<Extract<DeliveryRecord, { kind: "intent" }>, "kind">;

/** Enough at a time; the rest follows. */
const MAX_NOTICES = 20;
const MAX_CHARS = 4000;

/** The first of what waits, as much as goes into one text. */
export function batchOf(waiting: readonly Notice[]): readonly Notice[] {
  let chars = 0;
  const end = waiting.findIndex(({ line }, at) => {
    chars += line.length + 1;
    return at >= MAX_NOTICES || (at > 0 && chars > MAX_CHARS);
  });
  return end < 0 ? waiting : waiting.slice(0, end);
}

/** How a way is called where it is proven. */
export function wayOf(how: NoticeWay): string {
  return how === "prompt" ? "entered at its prompt" : "handed over at the end of a turn";
}
