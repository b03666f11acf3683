import { beforeAll, describe, expect, it } from "vitest";
import { findClaudeCode } from "../../../e2e/rigs/claude-code/find-claude-code.ts";
import { rounds } from "../../../shared/base/seeded-random.test-support.ts";
import { brokenClaims, buildPrograms } from "../../support/campaign.ts";
import { claudeStarts } from "./claude-starts.ts";

const SEED = 7;
const START_LIMIT_MS = 90_000;

beforeAll(buildPrograms, START_LIMIT_MS);

describe.skipIf(findClaudeCode() === undefined)("Claude Code", () => {
  const starts = rounds(4);
  it(
    "has all tools of all servers in its first request, though the hub is killed while it starts",
    async () => expect(brokenClaims(await claudeStarts(starts, SEED))).toEqual([]),
    starts * START_LIMIT_MS,
  );
});
