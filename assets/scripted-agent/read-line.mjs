import { LineEditor } from "./line-editor.mjs";

/**
 * Lets a line be typed: `{kind: "line", text}`, `{kind: "cancelled"}` after Ctrl+C, or `{kind: "ended"}` after Ctrl+D on
 * an empty line, at the end of the input and when the signal aborts.
 */
export async function readLine(terminal, { prompt, promptWidth, history, signal }) {
  const editor = new LineEditor({ terminal, prompt, promptWidth, history });
  const draw = () => terminal.isInteractive && editor.draw();
  const stopListening = terminal.onResize(draw);
  try {
    for (;;) {
      draw();
      const key = await terminal.nextKey(signal);
      if (key === undefined) return finish({ kind: "ended" });
      if (key.name === "enter") return finish({ kind: "line", text: editor.text });
      if (key.name === "interrupt") return finish({ kind: "cancelled" });
      if (key.name === "end-of-input" && editor.text === "") return finish({ kind: "ended" });
      if (key.name === "clear-screen") terminal.write("\x1b[2J\x1b[H");
      else editor.handle(key);
    }
  } finally {
    stopListening();
  }

  function finish(result) {
    if (terminal.isInteractive) terminal.line(result.kind === "cancelled" ? "^C" : "");
    return result;
  }
}
