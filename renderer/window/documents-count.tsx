import { useStore } from "zustand";
import type { DocumentsStore } from "../features/documents/documents-store.ts";
import { countText } from "../ui/count-text.ts";

/** How many documents there are; nothing while there are none. */
export function DocumentsCount({ documents }: { readonly documents: DocumentsStore }) {
  const all = useStore(documents, ({ total }) => total);
  return all === 0 ? null : countText(all);
}
