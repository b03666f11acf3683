import { expect, it } from "vitest";
import type { ToolNews } from "../../../shared/mcp/mcp-calls.ts";
import { toldWork } from "./told-work.ts";

it("tells again and again that work goes on, each time with a higher number, until it is over", async () => {
  const told: ToolNews[] = [];
  const work = Promise.withResolvers<string>();
  const done = toldWork(
    (news) => {
      told.push(news);
      if (told.length === 3) work.resolve("done");
    },
    () => "At work.",
    () => work.promise,
    5,
  );
  expect(await done).toBe("done");
  const after = told.length;
  expect(told.slice(0, 3)).toEqual(
    [1, 2, 3].map((progress) => ({ news: "progress", progress, message: "At work." })),
  );
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toHaveLength(after);
});
