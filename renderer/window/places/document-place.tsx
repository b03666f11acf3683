import { DocumentPage } from "../../features/documents/document-page.tsx";
import type { PlaceProps } from "./place-props.ts";

export interface DocumentPlaceProps extends PlaceProps {
  readonly id: string;
}

/** A document's page, and the ways from it. */
export function DocumentPlace({ id }: DocumentPlaceProps) {
  return <DocumentPage id={id} />;
}
