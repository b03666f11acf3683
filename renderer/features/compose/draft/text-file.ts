import { MOST_BODY_BYTES } from "./draft.ts";

/** As much of a file as is needed. */
export interface ChosenFile {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export type FileText =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "refused"; readonly sentence: string };

/** The text of a file that is to be a message. */
export async function readTextFile(file: ChosenFile): Promise<FileText> {
  const refused = (why: string): FileText => ({ kind: "refused", sentence: `${file.name} ${why}` });
  if (file.size > MOST_BODY_BYTES) return refused("is larger than 256 KiB. Name it in the message instead.");
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return refused("could not be read. A folder cannot be put in.");
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\r\n", "\n");
    if (text.includes("\u0000")) return refused("is no text.");
    return text.trim() === "" ? refused("is empty.") : { kind: "text", text };
  } catch {
    return refused("is no text, or not in UTF-8.");
  }
}
