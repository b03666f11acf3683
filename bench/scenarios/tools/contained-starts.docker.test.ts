import { beforeAll, expect, it } from "vitest";
import { rounds } from "../../../shared/base/seeded-random.test-support.ts";
import { brokenClaims, buildPrograms } from "../../support/campaign.ts";
import { containedStarts } from "./contained-starts.ts";

const SEED = 7;
const START_LIMIT_MS = 90_000;
/** Built from nothing it takes minutes. */
const IMAGE_LIMIT_MS = 600_000;

beforeAll(buildPrograms);

const starts = rounds(4);
it(
  "Claude Code in a container without a network has all tools in its first request, though the hub is killed while it starts",
  async () => expect(brokenClaims(await containedStarts(starts, SEED))).toEqual([]),
  IMAGE_LIMIT_MS + starts * START_LIMIT_MS,
);
