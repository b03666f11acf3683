import { MOST_NEWS, type ToastOutcome } from "../../../shared/contract/news.ts";

/** For so long, what was left untold for the same reason is told to the hub at once. */
const GATHER_MS = 100;

export interface ReporterDependencies {
  readonly tell: (ids: readonly string[], outcome: ToastOutcome) => void;
  readonly after: (ms: number, work: () => void) => void;
}

/** Tells the hub what became of news; many of which the same became are one call. */
export function reporter({
  tell,
  after,
}: ReporterDependencies): (ids: readonly string[], outcome: ToastOutcome) => void {
  const gathered = new Map<string, string[]>();
  return (ids, outcome) => {
    if (outcome.kind !== "silent") {
      tell(ids, outcome);
      return;
    }
    const { reason } = outcome;
    const waiting = gathered.get(reason);
    if (waiting !== undefined && waiting.length + ids.length <= MOST_NEWS) {
      waiting.push(...ids);
      return;
    }
    const own = [...ids];
    gathered.set(reason, own);
    after(GATHER_MS, () => {
      gathered.delete(reason);
      tell(own, outcome);
    });
  };
}
