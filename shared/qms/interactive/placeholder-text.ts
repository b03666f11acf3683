/** What lies in the workspace for a document that is not written as a text but by answering prompts. */
export function placeholderText(id: string): string {
  return `# ${id}

This record is written by answering prompts. What is typed into this file is not read.

- See what is asked next: \`qms interact ${id}\`
- Answer it: \`qms interact ${id} --respond "..."\`
- See the record as it stands: \`qms interact ${id} --compile\`
- Hand it in: \`qms checkin ${id}\`
`;
}
