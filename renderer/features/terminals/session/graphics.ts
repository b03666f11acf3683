import type { GraphicsInfo } from "./renderer-choice.ts";

/** Asks the browser once what draws WebGL, with a context that is given back at once. */
export function readGraphics(page: Document): GraphicsInfo | undefined {
  const context = page.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (context === null) return undefined;
  try {
    const names = context.getExtension("WEBGL_debug_renderer_info");
    if (names === null) return undefined;
    return {
      vendor: String(context.getParameter(names.UNMASKED_VENDOR_WEBGL)),
      renderer: String(context.getParameter(names.UNMASKED_RENDERER_WEBGL)),
    };
  } finally {
    context.getExtension("WEBGL_lose_context")?.loseContext();
  }
}

/** Gives the contexts below an element back: a browser allows sixteen, and collects them late. */
export function releaseGraphics(element: HTMLElement): void {
  for (const canvas of element.querySelectorAll("canvas")) {
    canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
  }
}
