// C0 but for tab and line end, DEL and C1; the controls of bidirectional text; zero-width characters and the byte order
// mark.
const UNSEEN =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu;

const ICONS: readonly (readonly [string, string])[] = [
  ["📋", "[T]"],
  ["💬", "[M]"],
  ["🔔", "[N]"],
  ["📬", "[?]"],
];

/** Text from documents and messages as it may go to a terminal: it cannot steer it, and shows icons as it can. */
export function terminalText(text: string, icons: boolean): string {
  const plain = text.replace(UNSEEN, "");
  return icons ? plain : ICONS.reduce((shown, [icon, letter]) => shown.replaceAll(icon, letter), plain);
}

/**
 * Whether a terminal can be trusted to show icons: on Windows only where a terminal says that it is a newer one,
 * elsewhere unless the locale was set to one without them. A locale that nobody set says nothing.
 */
export function hasIcons(
  { LC_ALL, LC_CTYPE, LANG, WT_SESSION, TERM_PROGRAM }: Readonly<Record<string, string | undefined>>,
  platform: string,
): boolean {
  if (platform === "win32") return (WT_SESSION ?? TERM_PROGRAM ?? "") !== "";
  const locale = [LC_ALL, LC_CTYPE, LANG].find((value) => value !== undefined && value !== "");
  return locale === undefined || /utf-?8/i.test(locale);
}
