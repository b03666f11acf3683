import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectNoBarriers } from "../../fixtures/barriers.ts";
import { expect, test } from "../../fixtures/test.ts";
import { DashboardFiles, draftFile, reviewFile, type HistoryLine } from "../../pages/dashboard-files.ts";
import { DocumentPlace } from "../../pages/document.ts";
import { Palette } from "../../pages/palette.ts";

const ITEMS = [
  "| EI | Task | Expected | Evidence | Outcome |",
  "| --- | --- | --- | --- | --- |",
  "| EI-1 | Run `npm test` | It passes | Seen in the output | Pass |",
  "| EI-2 | Look at the page | It is there | | |",
  "| EI-3 | Ask the harbour | They answer | Nobody answered | Fail |",
].join("\n");

test("shows who said what in each round, how far its items are, and what belongs to it", async ({
  quorum,
  workspace,
}) => {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(["claude", "qa", "tu_ui"]);
  const routed = reviewFile("CR-001", ["tu_ui"]);
  const asked = routed.lines.map((line): HistoryLine =>
    line.event === "ROUTE_REVIEW" ? { ...line, assignees: ["qa", "tu_ui"] } : line,
  );
  const answer: HistoryLine = {
    ts: "2026-10-03T08:00:00+00:00",
    event: "REVIEW",
    user: "qa",
    version: "0.1",
    outcome: "UPDATES_REQUIRED",
    comment: "Say which harbour.",
  };
  await files.document({ ...routed, lines: [...asked, answer], body: ITEMS });
  await files.document(draftFile("CR-001-VAR-001"));
  const page = await quorum.start({ project });
  await expect(page.locator('[data-document="CR-001"]').first()).toBeVisible();
  await new Palette(page).go("CR-001 about");
  const document = new DocumentPlace(page, "CR-001");
  const card = (name: string) => document.view.getByRole("region", { name, exact: true });

  const person = (user: string) =>
    card("People")
      .getByRole("listitem")
      .filter({ has: page.getByText(user, { exact: true }) });
  await expect(card("People")).toContainText("1 of 2 in");
  await expect(person("qa")).toContainText("Asks for changes");
  await expect(person("qa")).toContainText("Say which harbour.");
  await expect(person("tu_ui")).toContainText("Asked");

  const items = card("Execution items");
  await expect(items).toContainText("2 of 3 done");
  await expect(items.getByRole("progressbar", { name: "Execution items that are done" })).toBeVisible();
  await expect(items.getByRole("listitem")).toHaveText([
    /EI-1.*Passed.*npm test/,
    /EI-2.*Open/,
    /EI-3.*Failed.*Nobody answered/,
  ]);
  await expect(items.locator("code", { hasText: "npm test" })).toBeVisible();

  await card("Family")
    .getByRole("button", { name: /^CR-001-VAR-001/ })
    .click();
  const child = new DocumentPlace(page, "CR-001-VAR-001");
  await expect(child.title).toBeVisible();
  const family = child.view.getByRole("region", { name: "Family", exact: true });
  await expect(family.getByRole("heading", { name: "Parent" })).toBeVisible();
  await family.getByRole("button", { name: /^CR-001 / }).click();
  await expect(document.title).toBeVisible();
});

test("compares any two versions, in either way", async ({ quorum, workspace }) => {
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(["claude", "qa"]);
  await files.document(draftFile("CR-001", { version: "0.3", body: "The third text." }));
  const archive = join(project, "QMS", ".archive", "CR", "CR-001");
  const draft = await readFile(join(project, "QMS", "CR", "CR-001", "CR-001-draft.md"), "utf8");
  await mkdir(archive, { recursive: true });
  for (const [version, word] of [
    ["0.1", "first"],
    ["0.2", "second"],
  ] as const) {
    await writeFile(join(archive, `CR-001-v${version}.md`), draft.replace("third", word));
  }
  const page = await quorum.start({ project });
  await expect(page.locator('[data-document="CR-001"]').first()).toBeVisible();
  await new Palette(page).go("CR-001 about");
  const document = new DocumentPlace(page, "CR-001");
  await document.show("Compare versions");
  const table = document.view.getByRole("table", { name: "Differences" });
  const from = document.view.getByLabel("From", { exact: true });
  const to = document.view.getByLabel("to", { exact: true });
  const choose = async (select: typeof from, version: string): Promise<void> => {
    const label = await select.locator("option", { hasText: new RegExp(`^${version}`) }).textContent();
    await select.selectOption({ label: label ?? "" });
  };
  await expect(table).toContainText("third");
  await choose(from, "0.1");
  await choose(to, "0.2");
  await expect(table).toContainText("first");
  await expect(table).toContainText("second");
  await expect(table).not.toContainText("third");
  await document.view.getByText("Side by side").click();
  await expect(table).toContainText("first");
  await choose(from, "0.3");
  await expect(table).toContainText("third");
  await choose(to, "0.3");
  await expect(document.view).toContainText("The two texts are the same.");
});

test("draws where it stands among its states, and starts from there what leads on or back", async ({
  quorum,
  workspace,
}) => {
  test.setTimeout(120_000);
  const project = workspace.projectFolder("project");
  const files = new DashboardFiles(project);
  await files.define(["claude", "qa"]);
  await files.document({ ...reviewFile("CR-001", ["lead", "qa"]), owner: "lead" });
  const page = await quorum.start({ project });
  await expect(page.locator('[data-document="CR-001"]').first()).toBeVisible();
  await new Palette(page).go("CR-001 about");
  const document = new DocumentPlace(page, "CR-001");
  await expect(document.state).toHaveText("In pre-review");
  await expect(document.step("Draft")).toContainText("Draft, done");
  await expect(document.step("Closed")).toHaveText("Closed");
  await expect(document.step("Retired")).toBeVisible();
  await expectNoBarriers(page);

  // A way is told to whoever points at it or comes to it with the keys, and to all in a table.
  const back = "Take back, from In pre-review to Draft";
  const picture = document.view.getByRole("region", { name: "State", exact: true });
  await document.way.getByRole("button", { name: "Take back…" }).focus();
  await expect(picture.getByText(back)).toBeVisible();
  const ways = picture.getByRole("group", { name: /^Ways between its states/ });
  await ways.locator('[tabindex="0"]').focus();
  await page.keyboard.press("ArrowDown");
  await expect(ways.locator('[tabindex="0"]')).toBeFocused();
  await expect(ways.locator('[tabindex="0"]')).not.toHaveAccessibleName(/Draft to In pre-review/);
  await expect(document.wayOf("Reject or take back, from In pre-approval to Pre-reviewed")).toHaveCount(1);
  await picture.getByText("All ways as a table").click();
  const table = picture.getByRole("table", { name: "Ways between its states" });
  await expect(
    table.getByRole("row", { name: "In pre-approval Reject or take back Pre-reviewed" }),
  ).toBeVisible();
  await expectNoBarriers(page);

  // It is the least that a window of twice the size has, and only the diagram may have to be scrolled.
  const size = page.viewportSize();
  await page.setViewportSize({ width: 450, height: 600 });
  const isWider = () =>
    document.view.evaluate((element) =>
      [...element.querySelectorAll("aside, section, ol")].some(
        (part) => part.getBoundingClientRect().right > window.innerWidth,
      ),
    );
  await expect.poll(isWider).toBe(false);
  if (size !== null) await page.setViewportSize(size);

  await document.step("Pre-reviewed").getByRole("button", { name: "Review…" }).click();
  await expect(page.getByRole("dialog", { name: "Review: CR-001" })).toBeVisible();
  await page.keyboard.press("Escape");
  await document.step("Draft").getByRole("button", { name: "Take back…" }).click();
  await document.dialog.getByRole("button", { name: "Take back" }).click();
  await expect(document.state).toHaveText("Draft");
  await expect(document.step("In pre-review")).toContainText("it was there before");
  await expect(document.step("In pre-review").getByRole("button", { name: "Send to review…" })).toBeVisible();
});
