/** What came of one group of tests. */
export interface GroupResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: readonly Failed[];
  readonly skipped: readonly Skipped[];
  readonly seconds: number;
  /** Why it did not run, or ended without a proper result. */
  readonly remark?: string;
}

/** A test that failed, and what it said. */
export interface Failed {
  readonly title: string;
  readonly message?: string | undefined;
}

/** A test that could not run here. */
export interface Skipped {
  readonly title: string;
  readonly reason?: string;
}

/** A group that cannot run on this machine. */
export function notRun(name: string, remark: string): GroupResult {
  return { name, passed: 0, failed: [], skipped: [], seconds: 0, remark };
}
