import { Refusal } from "../../refusal.ts";
import { shownPath } from "./disk-refusal.ts";

/** How many files of one name a folder takes: beyond it something runs wild. */
const NUMBERS = 1000;

/** The name of the nth file that wants the same one: `a.md`, `a-2.md`, `a-3.md`. */
export function numberedName(name: string, number: number): string {
  if (number === 1) return name;
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? `${name}-${number}` : `${name.slice(0, dot)}-${number}${name.slice(dot)}`;
}

/** Tries the names from a number on, until one is free; says its number. */
export function firstFree(
  folder: string,
  name: string,
  from: number,
  isFree: (name: string) => boolean,
): number {
  for (let number = from; number <= NUMBERS; number += 1) {
    if (isFree(numberedName(name, number))) return number;
  }
  throw new Refusal(
    `Error: ${shownPath(`${folder}/${name}`)} is there ${NUMBERS} times already. Clear the folder up and try again.`,
  );
}
