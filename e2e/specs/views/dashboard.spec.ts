import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { expect, test } from "../../fixtures/test.ts";
import { Dashboard } from "../../pages/dashboard.ts";
import { changeRecords, DashboardFiles, draftFile } from "../../pages/dashboard-files.ts";
import { figuresSince, localDay, medianOf } from "../../pages/dashboard-figures.ts";
import { countRenders, takeRenders } from "../../pages/dashboard-renders.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

const TEAM = ["claude", "qa", "tu_ui", "tu_scene"];
const DAY_MS = 86_400_000;

test("lets the person answer what waits for them, and open the documents whose next step is theirs", async ({
  quorum,
  workspace,
}) => {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(TEAM);
  await files.document(draftFile("CR-001", { owner: "lead" }));
  await files.document(draftFile("CR-002"));
  const window = new QuorumWindow(await quorum.start({ project }));
  const dashboard = new Dashboard(window.page);
  await expect(dashboard.forYou).toContainText("CR-001 is yours, to be worked on");
  await expect(dashboard.forYou).not.toContainText("CR-002");

  const terminal = await window.startScripted("qa");
  await terminal.enter("permit git push --force");
  await expect(window.attention.button).toHaveText("1 waits for you");
  await window.page.keyboard.press("ControlOrMeta+Shift+H");
  await expect(dashboard.forYou).toContainText("git push --force");
  await dashboard.forYou.getByRole("button", { name: "Allow qa" }).click();
  await expect(dashboard.forYou).not.toContainText("git push --force");
  await expect(window.attention.button).toHaveText("Nothing waits for you");

  await dashboard.forYou.getByRole("button", { name: "Open CR-001" }).click();
  await expect(window.tab("CR-001")).toHaveAttribute("aria-selected", "true");
});

test("shows who owes what, and every open document in its lane", async ({ quorum, workspace }) => {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(TEAM);
  const records = changeRecords(60, Date.now());
  for (const record of records) await files.document(record);
  const dashboard = new Dashboard(await quorum.start({ project }));
  const { page } = dashboard;
  const open = records.filter(({ status }) => status !== "CLOSED");
  await expect(dashboard.view).toContainText(`${String(open.length)} open of 60 documents`);
  const lanes: Record<string, string> = {
    DRAFT: "Draft",
    IN_PRE_REVIEW: "In review",
    IN_PRE_APPROVAL: "In approval",
    IN_POST_APPROVAL: "In approval",
    IN_EXECUTION: "In execution",
  };
  for (const lane of new Set(Object.values(lanes))) {
    const expected = open.filter(({ status }) => lanes[status] === lane).map(({ id }) => id);
    await expect(dashboard.lane(lane).locator("header")).toContainText(String(expected.length));
    expect((await dashboard.idsIn(lane)).every((id) => expected.includes(id))).toBe(true);
  }
  const reviewed = records.find(
    ({ status, pending = [] }) => status === "IN_PRE_REVIEW" && pending.includes("tu_scene"),
  );
  await expect(dashboard.forAgents.getByRole("button", { name: reviewed?.id ?? "" })).toContainText(
    /pre-review, 2 of 3 in.*tu_scene/,
  );
  await expect(dashboard.card(reviewed?.id ?? "")).toContainText("2 of 3 in");

  // A lane with many leads to the others.
  for (let at = 0; at < 20; at += 1) await files.document(draftFile(`CR-${String(900 + at)}`));
  const more = dashboard.lane("Draft").getByRole("button", { name: /more: Draft$/ });
  await more.click();
  await expect(page.getByRole("heading", { level: 1, name: "Documents" })).toBeVisible();
  await expect(page.getByText("CR-900", { exact: true }).first()).toBeVisible();
});

test("tells the figures of the audit trail, as the files say them", async ({ quorum, workspace }) => {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(TEAM);
  const now = Date.now();
  for (const record of changeRecords(150, now)) await files.document(record);
  const dashboard = new Dashboard(await quorum.start({ project }));
  for (const days of [30, 90]) {
    await dashboard.flow.getByText(`${String(days)} days`, { exact: true }).click();
    const {
      review,
      approval,
      execution,
      sentBack,
      days: byDay,
    } = await figuresSince(project, now - days * DAY_MS);
    const rounds = review.length + approval.length;
    await expect(dashboard.figure("Review")).toHaveText(
      `${told(medianOf(review))} ${String(review.length)} rounds`,
    );
    await expect(dashboard.figure("Approval")).toHaveText(
      `${told(medianOf(approval))} ${String(approval.length)} rounds`,
    );
    await expect(dashboard.figure("Execution")).toHaveText(
      `${told(medianOf(execution))} ${String(execution.length)} documents`,
    );
    await expect(dashboard.figure("Sent back")).toHaveText(
      `${String(Math.round((100 * sentBack) / rounds))} % ${String(sentBack)} of ${String(rounds)} rounds`,
    );
    const shown = await dashboard.eventsByDay();
    expect(shown.size).toBe(days);
    for (const [day, events] of shown) expect([day, events]).toEqual([day, byDay.get(day) ?? 0]);
    await expect(dashboard.today).toContainText(
      `${(byDay.get(localDay(new Date())) ?? 0).toLocaleString("en")} events`,
    );
  }

  // The chart is read by keys as well.
  const chart = dashboard.flow.getByRole("slider", { name: "Events of the audit trail on each day" });
  await chart.focus();
  await dashboard.page.keyboard.press("End");
  await expect(chart).toHaveAttribute("aria-valuetext", /: [\d,]+ events$/);
  const today = await chart.getAttribute("aria-valuetext");
  await dashboard.page.keyboard.press("ArrowLeft");
  await expect(chart).not.toHaveAttribute("aria-valuetext", today ?? "");

  // What happens now is told now.
  const before = (await dashboard.today.locator("header").textContent()) ?? "";
  await files.happened("CR-001", {
    ts: new Date().toISOString(),
    event: "REVERT",
    user: "qa",
    version: "1.0",
    reason: "Once more.",
  });
  await expect(dashboard.today).toContainText("qa took back to execution CR-001");
  await expect(dashboard.today.locator("header")).not.toHaveText(before);
});

test("draws again only what shows what has changed, and moves nothing that is being read", async ({
  quorum,
  workspace,
  context,
}) => {
  await countRenders(context);
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(TEAM);
  for (let at = 1; at <= 10; at += 1) {
    await files.document(draftFile(`CR-${String(at).padStart(3, "0")}`));
    await files.document(draftFile(`INV-${String(at).padStart(3, "0")}`, { status: "IN_EXECUTION" }));
  }
  const dashboard = new Dashboard(await quorum.start({ project }));
  const { page } = dashboard;
  await expect(dashboard.lane("Draft").locator("header")).toContainText("10");
  await expect(dashboard.lane("In execution").locator("header")).toContainText("10");
  await expect(dashboard.flow.locator("dl")).toBeVisible();
  let isCheckedOut = false;
  // What else comes meanwhile, such as the machine's checks or another minute, is drawn as well: then it is tried again.
  await expect(async () => {
    await expect.poll(() => takeRenders(page)).toEqual([]);
    isCheckedOut = !isCheckedOut;
    await files.document(draftFile("CR-003", { isCheckedOut }));
    const card = dashboard.card("CR-003");
    await (isCheckedOut ? expect(card) : expect(card).not).toContainText("checked out");
    const drawn = await takeRenders(page);
    expect([...new Set(drawn.filter((id) => id !== undefined))]).toEqual(["CR-003"]);
    expect(drawn.length).toBeLessThan(40);
  }).toPass({ timeout: 30_000 });

  await dashboard.card("CR-003").hover();
  const order = await dashboard.idsIn("Draft");
  await files.document(
    draftFile("CR-999", {
      lines: [{ ts: new Date().toISOString(), event: "CREATE", user: "claude", version: "0.1" }],
    }),
  );
  await expect(dashboard.lane("Draft")).toContainText("1 new");
  expect(await dashboard.idsIn("Draft")).toEqual(order);
  await page.mouse.move(2, 2);
  await expect.poll(() => dashboard.idsIn("Draft")).toContain("CR-999");
  expect((await dashboard.idsIn("Draft"))[0]).toBe("CR-999");
});

test("says what will stand where there is nothing yet", async ({ quorum, workspace }) => {
  const project = workspace.projectFolder("project");
  await new DashboardFiles(project).define(TEAM);
  const dashboard = new Dashboard(await quorum.start({ project }));
  await expect(dashboard.view).toContainText("There are no documents yet");
  await expect(dashboard.forYou).toContainText("Nothing waits for you");
  await expect(dashboard.forAgents).toContainText("No agent owes anything");
  await expect(dashboard.today).toContainText("Nothing has happened yet today");
});

test("is accessible in both themes", async ({ quorum, workspace }) => {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(TEAM);
  for (const record of changeRecords(14, Date.now())) await files.document(record);
  const dashboard = new Dashboard(await quorum.start({ project }));
  const { page } = dashboard;
  await expect(dashboard.flow.locator("dl")).toBeVisible();
  await expect(dashboard.lane("Draft").locator("[data-document]").first()).toBeVisible();
  for (const shape of ["table", "chart"]) {
    await dashboard.flow.getByRole("button", { name: `Show the flow as a ${shape}` }).click();
    await expectNoBarriers(page);
  }
});

/** A time as the dashboard tells it. */
function told(ms: number): string {
  const [size, unit] =
    ms < 60_000
      ? [1000, "s"]
      : ms < 3_600_000
        ? [60_000, "min"]
        : ms < 172_800_000
          ? [3_600_000, "h"]
          : [86_400_000, "d"];
  const value = ms / Number(size);
  return `${String(unit === "s" || value >= 10 ? Math.round(value) : Math.round(value * 10) / 10)} ${String(unit)}`;
}
