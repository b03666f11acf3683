import { cleanBody } from "../../../../shared/qms/text/clean-text.ts";
import { shownLine } from "../../reader/shown-line.ts";

const MOST_DETAILS = 24;
const MOST_CHARS = 4000;
const MOST_NAMED = 100;

/** What else a line says, as texts that can be shown as they are and that the contract has room for. */
export function cleanDetails(details: Readonly<Record<string, unknown>>): Record<string, string> {
  const clean: Record<string, string> = {};
  let left = MOST_DETAILS;
  for (const [key, value] of Object.entries(details)) {
    if (value === undefined || value === null || value === "") continue;
    if (left === 0) break;
    left -= 1;
    clean[shownLine(key, 64)] = cleanDetail(value);
  }
  return clean;
}

function cleanDetail(value: unknown): string {
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) {
    const named = value
      .slice(0, MOST_NAMED)
      .map((one) => (typeof one === "string" ? one : JSON.stringify(one)));
    return cleanText(named.join(", "));
  }
  return cleanText(JSON.stringify(value));
}

/** Plain words are all that most texts have: those need no work. */
const TO_CLEAN = /[^ -~]/;

function cleanText(text: string): string {
  const isLong = text.length > MOST_CHARS;
  const cut = isLong ? `${text.slice(0, MOST_CHARS - 1)}…` : text;
  return TO_CLEAN.test(cut) ? cleanBody(cut).trimEnd() : cut;
}

/** A text of unknown origin that is to be told in a sentence. */
export function textIn(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The value of a line of JSON where it is an object. */
export function objectIn(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
