import { DocumentPage } from "../../features/documents/document-page.tsx";
import { copyText } from "../../features/terminals/input/clipboard.ts";
import { useStable } from "../../ui/use-stable.ts";
import type { PlaceProps } from "./place-props.ts";

export interface DocumentPlaceProps extends PlaceProps {
  readonly id: string;
}

/** A document's page, and the ways from it. */
export function DocumentPlace({ quorum, isConnected, onOpen, id }: DocumentPlaceProps) {
  const open = useStable((other: string) => onOpen({ kind: "document", id: other }));
  const placeOf = useStable((user: string) => {
    const place = [...quorum.agents.getState().byId.keys()].findIndex((agent) => agent === user);
    return place === -1 ? undefined : place;
  });
  return (
    <DocumentPage
      id={id}
      documents={quorum.documents}
      isConnected={isConnected}
      placeOf={placeOf}
      onOpen={open}
      onCopy={copyText}
    />
  );
}
