import { describe, expect, it } from "vitest";
import { chooseRenderer } from "./renderer-choice.ts";

describe("the renderer", () => {
  it("is WebGL on hardware that is known", () => {
    for (const renderer of [
      "ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)",
      "ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)",
      "ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)",
      "AMD Radeon RX 6700 XT (radeonsi, navi22)",
    ]) {
      expect(chooseRenderer({ vendor: "Google Inc.", renderer }), renderer).toBe("webgl");
    }
  });

  it("is the DOM where the processor draws, whoever made the processor", () => {
    for (const renderer of [
      "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)",
      "ANGLE (Mesa, llvmpipe (LLVM 15.0.6, 256 bits), OpenGL 4.5)",
      "ANGLE (Microsoft, Microsoft Basic Render Driver, D3D11)",
      "Intel Software Rasterizer",
      "SVGA3D; build: RELEASE; LLVM",
    ]) {
      expect(chooseRenderer({ vendor: "Intel", renderer }), renderer).toBe("dom");
    }
  });

  it("is the DOM where nothing is proven", () => {
    expect(chooseRenderer(undefined)).toBe("dom");
    expect(chooseRenderer({ vendor: "", renderer: "" })).toBe("dom");
    expect(chooseRenderer({ vendor: "Mozilla", renderer: "Generic Renderer" })).toBe("dom");
  });
});
