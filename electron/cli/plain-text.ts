// C0, DEL and C1; the controls of bidirectional text; zero-width characters and the byte order mark.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu;

/** Text from agents and files as one line that cannot steer the terminal it is printed to. */
export function plainText(text: string): string {
  return text.replace(UNSEEN, " ").trim();
}
