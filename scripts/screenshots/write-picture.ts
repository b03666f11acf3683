import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";

/** Letters stay sharp, and a picture of the window stays below a hundred kilobytes. */
const QUALITY = 0.9;

/** Takes a picture of a page, and writes it as WebP: the browser itself has what encodes it. */
export async function writePicture(page: Page, file: string): Promise<void> {
  // What fades in is shown as it will stay.
  const png = await page.screenshot({ animations: "disabled" });
  const encoder = await page.context().newPage();
  try {
    const webp = await encoder.evaluate(
      async ([base64, quality]) => {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const canvas = new OffscreenCanvas(image.width, image.height);
        canvas.getContext("2d")?.drawImage(image, 0, 0);
        const blob = await canvas.convertToBlob({ type: "image/webp", quality });
        return Array.from(new Uint8Array(await blob.arrayBuffer()));
      },
      [png.toString("base64"), QUALITY] as const,
    );
    await writeFile(file, Uint8Array.from(webp));
  } finally {
    await encoder.close();
  }
}
