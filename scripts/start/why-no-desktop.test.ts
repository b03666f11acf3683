import { describe, expect, it } from "vitest";
import { whyNoDesktop } from "./why-no-desktop.ts";

describe("whether the desktop app can be shown", () => {
  it("needs a display on Linux, of either kind", () => {
    expect(whyNoDesktop("linux", {}, 1000)).toBe("there is no display");
    expect(whyNoDesktop("linux", { DISPLAY: ":0" }, 1000)).toBeUndefined();
    expect(whyNoDesktop("linux", { WAYLAND_DISPLAY: "wayland-0" }, 1000)).toBeUndefined();
  });

  it("needs another user than root on Linux", () => {
    expect(whyNoDesktop("linux", { DISPLAY: ":0" }, 0)).toBe("Electron does not run as root");
  });

  it("needs neither elsewhere", () => {
    expect(whyNoDesktop("darwin", {}, 501)).toBeUndefined();
    expect(whyNoDesktop("win32", {}, undefined)).toBeUndefined();
  });
});
