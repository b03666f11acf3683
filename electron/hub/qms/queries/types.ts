import {
  documentType,
  typeNames,
  type DocumentType,
  type Namespaces,
} from "../../../../shared/qms/document-type.ts";
import { DOCUMENT_PATH, EXECUTABLE_PATH } from "../../../../shared/qms/status.ts";

/** Lists the types of documents that a project has, and the statuses that they pass through. */
export function types(namespaces: Namespaces): string {
  const lines = typeNames(namespaces).flatMap((name) => {
    const type = documentType(name, namespaces);
    return type === undefined ? [] : [`  ${name}${aboutType(type)}`];
  });
  return [
    "Document types:",
    ...lines,
    "",
    "Statuses of a document that is in force once it is approved:",
    `  ${DOCUMENT_PATH.join(" -> ")}, then RETIRED`,
    "Statuses of an executable document, which is carried out:",
    `  ${EXECUTABLE_PATH.join(" -> ")}`,
  ].join("\n");
}

function aboutType({ isExecutable, parents, parentStatus, isAttachment }: DocumentType): string {
  const about = [
    ...(isExecutable ? ["executable"] : []),
    ...(parents === undefined ? [] : [`parent: ${parents.join(", ")}`]),
    ...(parentStatus === undefined ? [] : [`while its parent is ${parentStatus}`]),
    ...(isAttachment === true ? ["written by answering prompts"] : []),
  ];
  return about.length === 0 ? "" : ` (${about.join("; ")})`;
}
