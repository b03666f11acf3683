import { shownLine } from "../../reader/shown-line.ts";
import { cleanDetails, objectIn, textIn } from "./clean-details.ts";
import type { LineEntry } from "./line-source.ts";

/** How a call went, in the words of the timeline. A reason that was given follows. */
const ENDS: Readonly<Record<string, string>> = {
  refused: "which was refused",
  mismatch: "in the name of somebody else, which was refused",
  cancelled: "and did not wait for the answer",
  failed: "and got no answer",
};

/** What a line of the ledger says of a call of a tool. */
export function calledEntry(value: Readonly<Record<string, unknown>>, at: number): LineEntry | undefined {
  const { user, server, tool, outcome, reason, ms, door, missed } = value;
  const who = textIn(user);
  const what = textIn(tool);
  const came = textIn(outcome);
  if (who === undefined || what === undefined || came === undefined) return undefined;
  const args = textIn(value["arguments"]);
  const document = documentIn(args);
  const [agent, name] = [shownLine(who, 64), shownLine(what, 128)];
  const end = ENDS[came];
  const why = textIn(reason);
  const text = [
    `${agent} called ${name}`,
    ...(document === undefined ? [] : [` for ${document}`]),
    ...(end === undefined ? [] : [`, ${end}`]),
    ...(end === undefined || why === undefined ? [] : [`: ${why}`]),
  ].join("");
  return {
    at,
    kind: "call",
    event: shownLine(came, 64),
    agent,
    ...(document !== undefined && { document }),
    text: shownLine(text, 500),
    details: cleanDetails({ tool: what, server, outcome: came, ms, reason, arguments: args, door, missed }),
  };
}

/** Long arguments are cut by who wrote them down: what is left is searched then. */
const NAMED = /^\{(?:[^{}]*,)?"(?:doc_id|parent)":"([^"\\]{1,200})"/;

/** The document that a call is about, where its arguments name one. */
function documentIn(args: string | undefined): string | undefined {
  if (args === undefined) return undefined;
  const parsed = objectIn(args);
  const named = parsed === undefined ? NAMED.exec(args)?.[1] : (parsed["doc_id"] ?? parsed["parent"]);
  const id = textIn(named);
  return id === undefined ? undefined : shownLine(id, 200);
}
