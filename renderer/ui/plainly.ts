const LINE_ENDS = /\r\n/g;
/** Characters that draw nothing, or draw others elsewhere: with them a text looks like another one. */
const UNSEEN = /[^\P{C}\n\t]|[\u2028\u2029\u00ad\u115f\u1160\u3164\uffa0]/gu;
/** Those that let a text be shown in another order than it is read. */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text with all that cannot be seen in it made visible: for commands, code and files, where each sign counts. */
export function plainly(text: string): string {
  return text.replace(LINE_ENDS, "\n").replace(UNSEEN, signName);
}

/** A text with what changes its order made visible; what joins signs, as many scripts and pictures need, does its work. */
export function inOrder(text: string): string {
  return text.replace(DIRECTIONS, signName);
}

function signName(sign: string): string {
  return `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
