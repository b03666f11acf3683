/** What the browser tells of the graphics behind WebGL; absent where it gives no context without a caveat. */
export interface GraphicsInfo {
  readonly vendor: string;
  readonly renderer: string;
}

/** Drawn by the processor: slower in WebGL than plain DOM, measured at 10 frames a second against 20. */
const SOFTWARE =
  /swiftshader|llvmpipe|softpipe|software|basic render|swrast|lavapipe|virgl|svga3d|virtualbox|paravirtual/i;

const HARDWARE =
  /nvidia|geforce|quadro|\bamd\b|radeon|\bati\b|intel|apple|adreno|qualcomm|mali|powervr|videocore/i;

/** WebGL only where a hardware GPU is proven; the DOM renderer is right everywhere else. */
export function chooseRenderer(graphics: GraphicsInfo | undefined): "webgl" | "dom" {
  if (graphics === undefined) return "dom";
  const names = `${graphics.vendor} ${graphics.renderer}`;
  return !SOFTWARE.test(names) && HARDWARE.test(names) ? "webgl" : "dom";
}
