const HARMLESS: Readonly<Record<string, string>> = { "<": "‹", ">": "›", "&": "＆" };

/**
 * A text as the system's toasts take it. On Linux they may read it as markup, with links and pictures, and whether they do
 * cannot be told: what would be markup there is written with signs that look the same.
 */
export function textForSystem(text: string, platform: NodeJS.Platform): string {
  if (platform === "win32" || platform === "darwin") return text;
  return text.replace(/[<>&]/g, (sign) => HARMLESS[sign] ?? sign);
}
