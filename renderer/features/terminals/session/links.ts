/** A link as the person should see it, or nothing where it may not be opened. */
export function openableLink(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === "http:" || url.protocol === "https:" ? url.href : undefined;
}

/** Opens a link that was clicked with the modifier; a plain click belongs to the terminal. */
export function openLink(event: Pick<MouseEvent, "ctrlKey" | "metaKey">, text: string, page: Window): void {
  const link = openableLink(text);
  if (link === undefined || !(event.ctrlKey || event.metaKey)) return;
  page.open(link, "_blank", "noopener,noreferrer");
}
