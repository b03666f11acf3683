import { describe, expect, it } from "vitest";
import { Settings } from "../../../shared/contract/settings.ts";
import { createSettingsStore, withChange, withoutChange, withTold } from "./settings-store.ts";

const sized = (terminalFontSize: number): Settings => Settings.parse({ terminalFontSize });
const shownSize = (store: ReturnType<typeof createSettingsStore>) => store.getState().known?.terminalFontSize;

/** A person's settings, told once, and a step that makes the text larger by one. */
function told() {
  const store = createSettingsStore();
  store.setState((state) => withTold(state, sized(13)), true);
  const enlarge = () => {
    const change = { terminalFontSize: (shownSize(store) ?? 0) + 1 };
    store.setState((state) => withChange(state, change), true);
    return change;
  };
  return { store, enlarge };
}

describe("the settings", () => {
  it("take three quick steps as three, whatever the hub says of the earlier ones meanwhile", () => {
    const { store, enlarge } = told();
    const first = enlarge();
    const second = enlarge();
    store.setState((state) => withTold(state, sized(14)), true);
    store.setState((state) => withoutChange(state, first), true);
    const third = enlarge();
    expect(shownSize(store)).toBe(16);
    store.setState((state) => withTold(state, sized(16)), true);
    for (const change of [second, third]) store.setState((state) => withoutChange(state, change), true);
    expect(shownSize(store)).toBe(16);
  });

  it("are again as the hub has them when it did not take a change", () => {
    const { store, enlarge } = told();
    const change = enlarge();
    expect(shownSize(store)).toBe(14);
    store.setState((state) => withoutChange(state, change), true);
    expect(shownSize(store)).toBe(13);
  });

  it("are not known before the hub has told them", () => {
    const store = createSettingsStore();
    store.setState((state) => withChange(state, { theme: "dark" }), true);
    expect(store.getState().known).toBeUndefined();
    store.setState((state) => withTold(state, sized(13)), true);
    expect(store.getState().known).toMatchObject({ theme: "dark", terminalFontSize: 13 });
  });
});
