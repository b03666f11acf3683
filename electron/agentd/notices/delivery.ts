import type { Notice, NoticeWay } from "../../../shared/link/notices.ts";
import type { DeliveryRecord } from "./delivery-log.ts";

/** Notices that go together, in one text. */
export type Delivery = Omit<Extract<DeliveryRecord, { kind: "intent" }>, "kind">;

/** What a prompt shows whole, as it is typed: programs put a sign in place of more, and marks around it. */
const PROMPT_LIMIT = { notices: 3, chars: 800 };
/** Enough at a time; the rest follows. */
const STOP_LIMIT = { notices: 20, chars: 4000 };

/** The first of what waits, as much as goes into one text. */
export function batchOf(how: NoticeWay, waiting: readonly Notice[]): readonly Notice[] {
  const limit = how === "prompt" ? PROMPT_LIMIT : STOP_LIMIT;
  let chars = 0;
  const end = waiting.findIndex(({ line }, at) => {
    chars += line.length + 1;
    return at >= limit.notices || (at > 0 && chars > limit.chars);
  });
  return end < 0 ? waiting : waiting.slice(0, end);
}

/** How a way is called where it is proven. */
export function wayOf(how: NoticeWay): string {
  return how === "prompt" ? "entered at its prompt" : "handed over at the end of a turn";
}
