import { expect, it } from "vitest";
import { lookWhenDue } from "./look-again.ts";

/** A window whose clock, focus and project the test moves by hand. */
class Window {
  looks = 0;
  now = 100_000;
  situation: string | undefined;
  changed = (): void => undefined;
  focused = (): void => undefined;
  due: (() => void)[] = [];

  constructor() {
    lookWhenDue(
      {
        situation: () => this.situation,
        subscribe: (heard) => (this.changed = heard),
        onFocus: (heard) => (this.focused = heard),
        now: () => this.now,
        after: (_ms, work) => this.due.push(work),
      },
      () => {
        this.looks += 1;
        return Promise.resolve();
      },
    );
  }

  rest(): void {
    for (const work of this.due.splice(0)) work();
  }
}

it("looks once a project is open and the window rests, and again for another", () => {
  const window = new Window();
  window.situation = "one";
  window.changed();
  window.changed();
  expect(window.looks).toBe(0);
  window.rest();
  expect(window.looks).toBe(1);
  window.situation = "two";
  window.changed();
  window.situation = "three";
  window.changed();
  window.rest();
  expect(window.looks).toBe(2);
});

it("looks when the person comes back, but not each time they glance elsewhere", () => {
  const window = new Window();
  window.focused();
  expect(window.looks).toBe(0);
  window.situation = "one";
  window.focused();
  window.now += 1000;
  window.focused();
  expect(window.looks).toBe(1);
  window.now += 60_000;
  window.focused();
  expect(window.looks).toBe(2);
});
