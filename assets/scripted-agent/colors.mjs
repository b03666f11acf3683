/** The first colour of the 6×6×6 cube among the 256. */
const CUBE_START = 16;

/** A test card: attributes, the 16, 256 and true colours, and letters of unusual width. */
export function showColors(terminal) {
  const { style } = terminal;
  const attributes = ["bold", "dim", "italic", "underline", "inverse", "strike"];
  terminal.line(attributes.map((name) => style[name](name)).join("  "));
  terminal.line(
    ["red", "green", "yellow", "blue", "magenta", "cyan"].map((name) => style[name](name)).join("  "),
  );
  terminal.line(blocks(16, (index) => style.indexed(index)));
  terminal.line(blocks(36, (index) => style.indexed(CUBE_START + index * 6)));
  terminal.line(blocks(36, (index) => style.rgb(255 - index * 7, 60 + index * 5, index * 7)));
  terminal.line("wide 漢字 かな 한글  emoji 🙂 👩‍💻 🇪🇺  combining é ñ  box ┌─┬─┐ └─┴─┘");
}

function blocks(count, styleOf) {
  return Array.from({ length: count }, (_, index) => styleOf(index)("  ")).join("");
}
