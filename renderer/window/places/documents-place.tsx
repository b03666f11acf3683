import { DocumentsView } from "../../features/documents/documents-view.tsx";
import type { PlaceProps } from "./place-props.ts";

/** The table of documents, and the ways from it. */
export function DocumentsPlace(_props: PlaceProps) {
  return <DocumentsView />;
}
