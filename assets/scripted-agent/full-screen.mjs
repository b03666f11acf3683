const ENTER_ALTERNATE_SCREEN = "\x1b[?1049h\x1b[?25l";
const LEAVE_ALTERNATE_SCREEN = "\x1b[?25h\x1b[?1049l";

/** A view over the whole terminal that follows its size, until q, Escape or Ctrl+C. */
export async function showFullScreen(terminal, title) {
  let keysPressed = 0;
  const draw = () => terminal.write(frame(terminal, title, keysPressed));
  const stopListening = terminal.onResize(draw);
  terminal.write(ENTER_ALTERNATE_SCREEN);
  try {
    for (;;) {
      draw();
      const key = await terminal.nextKey();
      if (key === undefined || isLeaving(key)) return;
      keysPressed += 1;
    }
  } finally {
    stopListening();
    terminal.write(LEAVE_ALTERNATE_SCREEN);
  }
}

function isLeaving(key) {
  return key.text?.includes("q") === true || ["escape", "interrupt", "end-of-input"].includes(key.name);
}

function frame({ columns, rows, style }, title, keysPressed) {
  const inner = Math.max(0, columns - 2);
  const lines = [
    title,
    "",
    `${columns} columns, ${rows} rows`,
    `${keysPressed} ${keysPressed === 1 ? "key" : "keys"} pressed`,
    "",
    "q leaves",
  ];
  const first = Math.max(1, Math.floor((rows - lines.length) / 2));
  const body = Array.from({ length: Math.max(0, rows - 2) }, (_, index) => {
    const text = lines[index + 1 - first] ?? "";
    return style.blue("│") + centred(text, inner) + style.blue("│");
  });
  const all = [style.blue(`╭${"─".repeat(inner)}╮`), ...body, style.blue(`╰${"─".repeat(inner)}╯`)];
  return `\x1b[2J${all.map((line, index) => `\x1b[${index + 1};1H${line}`).join("")}`;
}

function centred(text, width) {
  const shown = text.slice(0, width);
  const left = Math.floor((width - shown.length) / 2);
  return `${" ".repeat(left)}${shown}`.padEnd(width);
}
