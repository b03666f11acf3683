import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { sendChange, tell, type Changeable } from "./own-changes.ts";

interface Sizes {
  readonly text: number;
  readonly theme: "light" | "dark";
}

/** A hub that answers when the test lets it, and a step that makes the text larger by one. */
function makeSizes({ isTold = true } = {}) {
  const store = createStore<Changeable<Sizes>>(() => ({ changes: [] }));
  if (isTold) tell(store, { text: 13, theme: "light" });
  const answers: PromiseWithResolvers<Sizes>[] = [];
  const send = (part: Partial<Sizes>) =>
    sendChange(
      store,
      (value) => ({ ...value, ...part }),
      () => {
        const answer = Promise.withResolvers<Sizes>();
        answers.push(answer);
        return answer.promise;
      },
    );
  const shown = () => store.getState().known;
  const enlarge = () => send({ text: (shown()?.text ?? 0) + 1 });
  return { answers, send, enlarge, shown, store };
}

describe("what the person changes and the hub tells", () => {
  it("takes three quick steps as three, whatever the hub says of the earlier ones meanwhile", async () => {
    const { answers, enlarge, shown, store } = makeSizes();
    const first = enlarge();
    const second = enlarge();
    tell(store, { text: 14, theme: "light" });
    answers[0]?.resolve({ text: 14, theme: "light" });
    await first;
    const third = enlarge();
    expect(shown()?.text).toBe(16);
    answers[1]?.resolve({ text: 15, theme: "light" });
    answers[2]?.resolve({ text: 16, theme: "light" });
    await Promise.all([second, third]);
    expect(shown()?.text).toBe(16);
  });

  it("is again as the hub has it when it did not take a change", async () => {
    const { answers, enlarge, shown } = makeSizes();
    const refused = enlarge();
    expect(shown()?.text).toBe(14);
    answers[0]?.reject(new Error("no"));
    await expect(refused).rejects.toThrow("no");
    expect(shown()?.text).toBe(13);
  });

  it("is not known before the hub has told it, and is changed then", () => {
    const { send, shown, store } = makeSizes({ isTold: false });
    void send({ theme: "dark" });
    expect(shown()).toBeUndefined();
    tell(store, { text: 13, theme: "light" });
    expect(shown()).toEqual({ text: 13, theme: "dark" });
  });
});
