import { DocumentsView } from "../../features/documents/documents-view.tsx";
import { useStable } from "../../ui/use-stable.ts";
import type { PlaceProps } from "./place-props.ts";

/** The table of documents, and the ways from it. */
export function DocumentsPlace({ quorum, isConnected, onOpen }: PlaceProps) {
  const open = useStable((id: string) => onOpen({ kind: "document", id }));
  return <DocumentsView documents={quorum.documents} isConnected={isConnected} onOpen={open} />;
}
