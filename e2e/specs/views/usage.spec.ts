import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { localDay } from "../../../shared/usage/local-day.ts";
import { expect, test } from "../../fixtures/test.ts";
import { AgentPage } from "../../pages/agent-page.ts";
import { DashboardFiles } from "../../pages/dashboard-files.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

const DAY_MS = 86_400_000;

test("shows what an agent used on each day, drawn and as a table", async ({ quorum, workspace }) => {
  const project = workspace.projectFolder("project");
  await new DashboardFiles(project).define(["claude", "qa"]);
  const today = localDay(Date.now());
  const yesterday = localDay(Date.now() - DAY_MS);
  const counts = { turns: 2, replies: 5, inputTokens: 1200, outputTokens: 300 };
  const days = [
    { day: today, ...counts, cacheReadTokens: 4000, cacheWriteTokens: 500 },
    { day: yesterday, ...counts, turns: 7, cacheReadTokens: 0, cacheWriteTokens: 0 },
  ];
  const folder = join(project, ".quorum", "usage");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(
    join(folder, "qa.json"),
    JSON.stringify({ version: 1, files: [], tally: { days, replies: [] }, unreadableLines: 3 }),
    { mode: 0o600 },
  );
  const window = new QuorumWindow(await quorum.start({ project }));
  await window.agents.getByRole("button", { name: "Page of qa", exact: true }).click();
  const usage = new AgentPage(window.page, "qa").part("Usage");
  const rows = usage.getByRole("table").last().locator("tbody tr");
  await expect(rows).toHaveCount(2);
  await expect(rows.first().getByRole("rowheader")).toHaveText(today);
  await expect(rows.first().getByRole("cell")).toHaveText(["2", "5", /^1\.2/, "300", /^4/, "500"]);
  await expect(rows.nth(1).getByRole("cell").first()).toHaveText("7");
  await expect(rows.first().getByTitle("1,200")).toBeVisible();
  await expect(usage).toContainText("3 lines of its transcripts could not be read, and are not counted.");
  const chart = usage.getByRole("slider", { name: "Tokens of qa by day" });
  await chart.focus();
  await window.page.keyboard.press("End");
  await expect(chart).toHaveAttribute("aria-valuetext", new RegExp(`${today}.*tokens`));

  await window.agents.getByRole("button", { name: "Page of claude", exact: true }).click();
  await expect(new AgentPage(window.page, "claude").part("Usage")).toContainText(
    "claude has used nothing in the last 14 days, or its program does not tell.",
  );
});
