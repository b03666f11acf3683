/** It begins as no frame of the link does, and no hub says it. */
const START = "\0\0\0\0streams ";

/** The words by which a relay offers its standard input and output, so that what is said need not pass through it. */
export function offerOf(pid: number): string {
  return `${START}${pid}\n`;
}

/** The process that offers its streams; undefined where these are other words. */
export function offeredBy(words: Buffer): number | undefined {
  const text = words.subarray(0, START.length + 12).toString("latin1");
  if (!text.startsWith(START)) return undefined;
  const pid = /^(\d{1,10})\n$/.exec(text.slice(START.length))?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** What is answered to an offer: a byte. */
export const ANSWER = { taken: 1, refused: 0 } as const;
