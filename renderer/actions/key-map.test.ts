import { describe, expect, it } from "vitest";
import { ACTION_IDS, defaultChords } from "./action-list.ts";
import { chordProblem, parseChord } from "./chord.ts";
import { holdersOf, keyMapOf, withChord, withoutChord, withUsualChords } from "./key-map.ts";

const PLATFORMS = ["mac", "windows", "linux"] as const;

describe("the usual keys", () => {
  it.each(PLATFORMS)("are written right, can be had, and lead to one action each, on %s", (platform) => {
    for (const id of ACTION_IDS) {
      for (const chord of defaultChords(id, platform)) {
        expect(parseChord(chord), id).toBe(chord);
        if (id !== "terminal.copy" && id !== "terminal.paste") {
          expect(chordProblem(chord, platform), `${id} by ${chord}`).toBeUndefined();
        }
      }
    }
    expect([...keyMapOf({}, platform).conflicts]).toEqual([]);
  });

  it.each(PLATFORMS)(
    "are there for every action but those of one agent, document or item, on %s",
    (platform) => {
      expect(ACTION_IDS.filter((id) => defaultChords(id, platform).length === 0)).toEqual([
        "agent.start",
        "agent.stop",
        "agent.restart",
        "agent.policy",
        "agent.tools",
        "document.create",
        "message.reply",
        "item.archive",
        "activity.lines",
        "activity.table",
      ]);
    },
  );

  it("can be given to one that has none", () => {
    const map = keyMapOf(withChord({}, "item.archive", "Ctrl+Shift+R", "linux"), "linux");
    expect(map.actions.get("Ctrl+Shift+R")).toBe("item.archive");
  });
});

describe("the keys that a person chose", () => {
  it("take the place of the usual ones", () => {
    const map = keyMapOf({ "palette.open": "Ctrl+P", "go.back": null }, "linux");
    expect(map.actions.get("Ctrl+P")).toBe("palette.open");
    expect(map.actions.get("Ctrl+K")).toBeUndefined();
    expect(map.chords.get("go.back")).toEqual([]);
  });

  it("count as none where they cannot be read, or are not the window's to change", () => {
    const map = keyMapOf({ "palette.open": "nonsense", "terminal.paste": "Ctrl+P", gone: "Ctrl+J" }, "linux");
    expect(map.actions.get("Ctrl+K")).toBe("palette.open");
    expect(map.actions.get("Ctrl+Shift+V")).toBe("terminal.paste");
    expect(map.actions.has("Ctrl+J")).toBe(false);
  });

  it("show where two actions have the same, and the first of them gets it", () => {
    const map = keyMapOf({ "go.waits": "Ctrl+K" }, "linux");
    expect(map.conflicts.get("Ctrl+K")).toEqual(["palette.open", "go.waits"]);
    expect(map.actions.get("Ctrl+K")).toBe("palette.open");
    expect(holdersOf(map, "Ctrl+K", "go.waits")).toEqual(["palette.open"]);
  });

  it("are taken from whoever had them, and are as usual again when that is wanted", () => {
    const taken = withChord({}, "go.waits", "Ctrl+K", "linux");
    expect(taken).toEqual({ "palette.open": null, "go.waits": "Ctrl+K" });
    expect([...keyMapOf(taken, "linux").conflicts]).toEqual([]);
    expect(withUsualChords(taken, "palette.open")).toEqual({ "go.waits": "Ctrl+K" });
    expect(withoutChord({}, "go.waits")).toEqual({ "go.waits": null });
  });
});
