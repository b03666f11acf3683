import type { QmsRequest } from "../../../../shared/qms/request.ts";
import { switched, type Command } from "./command.ts";
import { UsageError, type GivenWords } from "./syntax.ts";

const BODY = "BODY";
const FILE = { name: "--file", short: "-f" } as const;

/** The commands of a user's own desk: inbox, workspace, messages. */
export const INBOX_COMMANDS: readonly Command[] = [
  {
    name: "inbox",
    summary: "show your tasks, messages and notifications",
    places: [],
    options: [
      {
        name: "--archive",
        value: { name: "ITEM", count: "maybe" },
        help: "list what is archived, or archive an item",
      },
      { name: "--date", value: { name: "YYYY-MM-DD", count: "one" }, help: "list the archive of a day" },
      { name: "--notifications", help: "archive all notifications" },
      { name: "--peek", help: "leave the notifications that are shown in the inbox" },
      { name: "--show", value: { name: "ITEM", count: "one" }, help: "print an archived item" },
    ],
    ask: (given) => ({ request: inboxRequest(given) }),
  },
  {
    name: "workspace",
    summary: "list what you have checked out",
    places: [],
    options: [],
    ask: () => ({ request: { kind: "workspace" } }),
  },
  {
    name: "message",
    summary: "send a message to another user",
    places: [
      { name: "RECIPIENT", help: "who shall get it" },
      { name: BODY, isOptional: true, help: "its text, as one word: put it in quotes" },
    ],
    options: [
      {
        name: "--subject",
        short: "-s",
        value: { name: "SUBJECT", count: "one" },
        isRequired: true,
        help: "what it is about",
      },
      { ...FILE, value: { name: "FILE", count: "one" }, help: "takes its text from a file; - is the input" },
    ],
    ask: (given) => {
      const path = given.word(FILE.name);
      const body = given.word(BODY);
      if (path !== undefined && body !== undefined)
        throw new UsageError(`argument -f/--file: not allowed with argument ${BODY}`);
      if (path === undefined && body === undefined)
        throw new UsageError(`one of the arguments ${BODY} -f/--file is required`);
      return {
        request: {
          kind: "message",
          recipient: given.required("RECIPIENT"),
          subject: given.required("--subject"),
          body: body ?? "",
        },
        file: path === undefined ? undefined : { path, purpose: "message" },
      };
    },
  },
];

function inboxRequest(given: GivenWords): QmsRequest {
  const [item, date, shown] = [given.word("--archive"), given.word("--date"), given.word("--show")];
  const isAll = given.has("--notifications");
  for (const name of ["--date", "--notifications"]) {
    if (!given.has(name)) continue;
    if (!given.has("--archive")) throw new UsageError(`argument ${name}: not allowed without --archive`);
    if (item !== undefined) throw new UsageError(`argument ${name}: not allowed with an item`);
  }
  if (date !== undefined && isAll)
    throw new UsageError("argument --notifications: not allowed with argument --date");
  if (shown !== undefined) {
    if (item !== undefined || date !== undefined || isAll)
      throw new UsageError("argument --show: not allowed with what else is to be done");
    return { kind: "inbox-show", item: shown };
  }
  if (isAll) return { kind: "inbox-archive-notifications" };
  if (item !== undefined) return { kind: "inbox-archive-item", item };
  if (given.has("--archive")) return { kind: "inbox-archived", date };
  return { kind: "inbox", peek: switched(given, "--peek") };
}
