import type { ExportedFile } from "./activity-export.ts";

/** Gives a file to the person, as a download. */
export function saveFile(page: Document, { name, type, parts }: ExportedFile): void {
  const address = URL.createObjectURL(new Blob([...parts], { type: `${type};charset=utf-8` }));
  const link = page.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken it by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
