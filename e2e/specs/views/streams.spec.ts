import { expect, test } from "../../fixtures/test.ts";
import { DashboardFiles } from "../../pages/dashboard-files.ts";
import { QuorumWindow } from "../../pages/quorum-window.ts";

test.use({ viewport: { width: 900, height: 600 } });

const TEAM = ["claude", "qa", "tu_ui", "tu_scene", "tu_sim", "bu"];

test("streams only the screens that are in sight", async ({ quorum, workspace, context }) => {
  test.setTimeout(120_000);
  const project = workspace.projectFolder("project");
  await new DashboardFiles(project).define(TEAM);
  const streamed = new Set<string>();
  context.on("page", (page) =>
    page.on("websocket", (socket) => {
      const agent = new URL(socket.url()).searchParams.get("agent");
      if (agent === null) return;
      streamed.add(agent);
      socket.on("close", () => streamed.delete(agent));
    }),
  );
  const window = new QuorumWindow(await quorum.start({ project }));
  const { page } = window;
  await expect(window.agent("bu")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Shift+G");
  const view = page.getByRole("region", { name: "All agents", exact: true });
  await view.getByText("Large", { exact: true }).click();
  await view.getByRole("button", { name: /^Start all \d+ agents/ }).click();
  await expect(view.getByRole("group", { name: "Start of all agents" }).getByRole("status")).toHaveText(
    /^Started: (\d+) of \1 up$/,
    { timeout: 60_000 },
  );
  const tiles = page.getByRole("list", { name: "Screens" }).locator("[data-agent]");
  await expect(tiles).toHaveCount(TEAM.length);
  const inSight = () =>
    tiles.evaluateAll(
      (all) =>
        new Promise<readonly string[]>((tell) => {
          // What a part of the window cuts off is not in sight.
          const observer = new IntersectionObserver((entries) => {
            observer.disconnect();
            const seen = entries.filter(({ isIntersecting }) => isIntersecting);
            tell(
              seen.map(({ target }) => target.closest<HTMLElement>("[data-agent]")?.dataset["agent"] ?? ""),
            );
          });
          for (const tile of all) observer.observe(tile.querySelector("canvas") ?? tile);
        }),
    );
  const onlySeen = async (first: string, gone: string): Promise<void> => {
    await expect.poll(() => streamed.has(first)).toBe(true);
    await expect.poll(() => streamed.has(gone)).toBe(false);
    const seen = await inSight();
    expect(seen.length).toBeLessThan(TEAM.length);
    for (const agent of seen) await expect.poll(() => streamed.has(agent)).toBe(true);
    expect(streamed.size).toBeLessThan(TEAM.length);
  };
  const names = await tiles.evaluateAll((all) => all.map((tile) => tile.dataset["agent"] ?? ""));
  await onlySeen(names.at(0) ?? "", names.at(-1) ?? "");
  await tiles.last().scrollIntoViewIfNeeded();
  await onlySeen(names.at(-1) ?? "", names.at(0) ?? "");
  // Nothing streams for a place that is not seen.
  await page.keyboard.press("ControlOrMeta+Shift+H");
  await expect.poll(() => streamed.size).toBe(0);
});
