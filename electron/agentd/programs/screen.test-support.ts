import xterm from "@xterm/headless";
import { viewOf, type ScreenView } from "../activity/screen-view.ts";
import { internalsOf } from "../xterm-internals.ts";

/** A screen that shows these lines, with the cursor where `¦` stands; what is between two `~` is faint. */
export function screenOf(lines: readonly string[], columns = 40): ScreenView {
  const terminal = new xterm.Terminal({ cols: columns, rows: lines.length + 1, allowProposedApi: true });
  const rule = "─".repeat(columns);
  const text = lines.map((line) => line.replace(/^─+$/, rule));
  const row = text.findIndex((line) => line.includes("¦"));
  const column = (text[row] ?? "").replaceAll("~", "").indexOf("¦");
  let isFaint = false;
  const drawn = text
    .join("\r\n")
    .replaceAll("¦", "")
    .replaceAll("~", () => {
      isFaint = !isFaint;
      return isFaint ? "\x1b[2m" : "\x1b[22m";
    });
  internalsOf(terminal).writeSync(`${drawn}\x1b[${row + 1};${column + 1}H`);
  return viewOf(terminal);
}
