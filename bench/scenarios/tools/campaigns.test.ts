import { beforeAll, expect, it } from "vitest";
import { rounds } from "../../../shared/base/seeded-random.test-support.ts";
import { brokenClaims, buildPrograms } from "../../support/campaign.ts";
import { keptCalls } from "./kept-calls.ts";
import { shimStarts } from "./shim-starts.ts";

const SEED = 7;
const CONNECTS = 60;
const CALLS = 150;
/** Many times what either takes: on a busy machine the hub lives for little longer than it needs to be there. */
const LIMIT_MS = 240_000;

beforeAll(buildPrograms, LIMIT_MS);

const connects = rounds(CONNECTS);
it(
  "connect: has all tools at once whenever a server of tools is started, while the hub is killed again and again",
  async () => expect(brokenClaims(await shimStarts(connects, SEED))).toEqual([]),
  (connects / CONNECTS) * LIMIT_MS,
);

const calls = rounds(CALLS);
it(
  "change: loses no effect that was answered and doubles none, while hub and callers are killed again and again",
  async () => expect(brokenClaims(await keptCalls(calls, SEED))).toEqual([]),
  (calls / CALLS) * LIMIT_MS,
);
