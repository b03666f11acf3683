import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { followValue } from "./follow-value.ts";

describe("a value that is followed", () => {
  it("ends what was done for it when it changes, and begins with the next", async () => {
    const store = createStore(() => ({ name: "a", other: 0 }));
    const end = new AbortController();
    const seen: string[] = [];
    const followed = { read: () => store.getState().name, subscribe: store.subscribe };
    const following = followValue(
      followed,
      (value, { ended, replaced }) => {
        seen.push(`begin ${value}`);
        ended.addEventListener("abort", () =>
          seen.push(`${replaced.aborted ? "replaced" : "ended"} ${value}`),
        );
        return Promise.resolve();
      },
      end.signal,
    );
    store.setState({ other: 1 });
    store.setState({ name: "b" });
    await expect.poll(() => seen).toEqual(["begin a", "replaced a", "begin b"]);
    end.abort();
    await following;
    expect(seen.at(-1)).toBe("ended b");
    store.setState({ name: "c" });
    expect(seen).toHaveLength(4);
  });
});
