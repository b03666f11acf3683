import type { IDisposable, IParser } from "@xterm/xterm";

/** The part of a terminal's parser that takes handlers. */
export type QueryParser = Pick<IParser, "registerCsiHandler" | "registerDcsHandler" | "registerOscHandler">;

/** The window's title may be pushed and popped; every other window operation asks or moves. */
const TITLE_STACK = [22, 23];

/**
 * Keeps a viewer from answering what programs ask of their terminal: the session host answers, and a second answer
 * would be typed into the program.
 */
export function swallowQueries(parser: QueryParser): readonly IDisposable[] {
  const swallow = (): boolean => true;
  return [
    // Device attributes, primary to tertiary.
    parser.registerCsiHandler({ final: "c" }, swallow),
    parser.registerCsiHandler({ prefix: ">", final: "c" }, swallow),
    parser.registerCsiHandler({ prefix: "=", final: "c" }, swallow),
    // Status and cursor reports.
    parser.registerCsiHandler({ final: "n" }, swallow),
    parser.registerCsiHandler({ prefix: "?", final: "n" }, swallow),
    // Modes.
    parser.registerCsiHandler({ intermediates: "$", final: "p" }, swallow),
    parser.registerCsiHandler({ prefix: "?", intermediates: "$", final: "p" }, swallow),
    // The terminal's name and version, and the keyboard protocol's flags.
    parser.registerCsiHandler({ prefix: ">", final: "q" }, swallow),
    parser.registerCsiHandler({ prefix: "?", final: "u" }, swallow),
    parser.registerCsiHandler(
      { final: "t" },
      ([operation]) => !TITLE_STACK.some((known) => known === operation),
    ),
    // Settings and capabilities.
    parser.registerDcsHandler({ intermediates: "$", final: "q" }, swallow),
    parser.registerDcsHandler({ intermediates: "+", final: "q" }, swallow),
    // The clipboard is the person's.
    parser.registerOscHandler(52, swallow),
  ];
}

/**
 * What the terminal says of its own accord and no key or mouse says: colours asked by OSC 4, 10, 11 and 12 (where one
 * sequence may set and ask at once, so that its handler must run), and coming into and going out of focus.
 */
const OWN_WORDS = /^\x1b(?:\](?:4;\d+|1[0-2]);rgb:|\[[IO]$)/;

/** Whether the terminal itself made this up, and no person typed it. */
export function isDeviceReply(data: string): boolean {
  return OWN_WORDS.test(data);
}
