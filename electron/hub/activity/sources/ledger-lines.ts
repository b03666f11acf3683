import { join } from "node:path";
import { parseItemName } from "../../../../shared/qms/item-name.ts";
import { shownLine } from "../../reader/shown-line.ts";
import { calledEntry } from "./called-entry.ts";
import { cleanDetails, objectIn, textIn } from "./clean-details.ts";
import type { LineEntry, LineSource } from "./line-source.ts";
import { filesIn } from "./listed-folder.ts";

const LEDGER_FILE = /^\d{6,9}\.jsonl$/;

/** What became of the items in inboxes, and which tools were called, as the ledger has it. Whether its chain holds is not looked at here. */
export function ledgerLines(folder: string): LineSource {
  return {
    key: "l",
    list: () =>
      filesIn(folder, LEDGER_FILE)
        .toSorted((one, other) => other.length - one.length || (other < one ? -1 : 1))
        .map((name) => ({ name: `l.${name.slice(0, name.indexOf("."))}`, path: join(folder, name) })),
    fileNamed: (name) =>
      /^l\.\d{6,9}$/.test(name) ? { name, path: join(folder, `${name.slice(2)}.jsonl`) } : undefined,
    read: entryOf,
  };
}

function entryOf(line: string): LineEntry | undefined {
  const value = objectIn(line);
  if (value === undefined) return undefined;
  const { at, kind, agent, item, reason, proof, how, attempt } = value;
  const event = textIn(kind);
  if (typeof at !== "number" || event === undefined) return undefined;
  if (event === "opened" || event === "healed") return ofLedger(value, at, event);
  if (event === "tool-call") return calledEntry(value, at);
  const words = WORDS[event];
  const whose = textIn(agent);
  const name = textIn(item);
  if (words === undefined || whose === undefined || name === undefined) return undefined;
  const parsed = parseItemName(name);
  const document = "document" in parsed ? parsed.document : undefined;
  if (event === "created" && parsed.kind === "message") return written(parsed.sender, whose, name, at);
  const why = textIn(reason);
  const text = `${words(shownLine(whose, 64), shownLine(name, 255))}${why === undefined ? "" : `: ${why}`}`;
  return {
    at,
    kind: "delivery",
    event,
    agent: shownLine(whose, 64),
    ...(document !== undefined && { document }),
    text: shownLine(text, 500),
    details: cleanDetails({ item: name, how, proof, reason, attempt }),
  };
}

/** That a message came to an inbox is that somebody wrote it. */
function written(sender: string, recipient: string, item: string, at: number): LineEntry {
  const [from, to] = [shownLine(sender, 64), shownLine(recipient, 64)];
  return {
    at,
    kind: "message",
    event: "written",
    agent: from,
    text: `${from} wrote to ${to}`,
    details: cleanDetails({ to, item }),
  };
}

/** That an attempt begins is not told: what comes of it is. */
const WORDS: Readonly<Record<string, (agent: string, item: string) => string>> = {
  created: (agent, item) => `${item} came to the inbox of ${agent}`,
  held: (agent, item) => `${agent} is not told of ${item} yet`,
  announced: (agent, item) => `${agent} was told of ${item}`,
  unannounced: (agent, item) => `${agent} could not be told of ${item}`,
  uncertain: (agent, item) => `Whether ${agent} was told of ${item} is not known`,
  "taken-back": (agent, item) => `What ${agent} was told of ${item} was taken back`,
  undeliverable: (agent, item) => `Nobody reads ${item} in the inbox of ${agent}`,
  seen: (agent, item) => `${agent} has seen ${item}`,
  acted: (agent, item) => `${agent} acts on ${item}`,
  archived: (agent, item) => `${item} was archived by ${agent}`,
};

/** Of the ledger itself only what is wrong with it is told. */
function ofLedger(
  value: Readonly<Record<string, unknown>>,
  at: number,
  event: string,
): LineEntry | undefined {
  const problems = value[event === "opened" ? "breaks" : "kept"];
  if (!Array.isArray(problems) || problems.length === 0) return undefined;
  const text =
    event === "opened"
      ? "The record of what became of inbox items did not hold: a new chain begins"
      : "The end of the record of inbox items was cut short, and is kept aside";
  return { at, kind: "problem", event: `ledger-${event}`, text, details: cleanDetails({ files: problems }) };
}
