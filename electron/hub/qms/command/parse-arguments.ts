import type { Command } from "./command.ts";
import { DOCUMENT_COMMANDS } from "./document-commands.ts";
import {
  COMMON_OPTIONS,
  commandHelp,
  commandUsage,
  PROGRAM_USAGE,
  programHelp,
  usageError,
  type CommandGroup,
} from "./help-text.ts";
import { INBOX_COMMANDS } from "./inbox-commands.ts";
import type { ParsedCommand } from "./parsed-command.ts";
import { PROJECT_COMMANDS } from "./project-commands.ts";
import { readWords, type Reading } from "./read-words.ts";
import { GivenWords, HELP, USER, UsageError } from "./syntax.ts";

type CommandsGroup = CommandGroup & { readonly commands: readonly Command[] };

const GROUPS: readonly CommandsGroup[] = [
  { title: "documents", commands: DOCUMENT_COMMANDS },
  { title: "your desk", commands: INBOX_COMMANDS },
  { title: "the project", commands: PROJECT_COMMANDS },
];

/** All commands of `qms`. */
export const COMMANDS: readonly Command[] = GROUPS.flatMap(({ commands }) => commands);

/** Reads a command line, without the program's name. */
export function parseArguments(argv: readonly string[]): ParsedCommand {
  let command: Command | undefined;
  try {
    const main = readWords(argv, { options: COMMON_OPTIONS, stopsAtPlainWord: true });
    if (main.options.has(HELP.name)) return { kind: "answer", text: programHelp(GROUPS), exitCode: 0 };
    const [name, ...words] = main.rest;
    if (name === undefined) {
      refuseUnknown(main.unknown);
      return { kind: "answer", text: programHelp(GROUPS), exitCode: 1 };
    }
    command = commandCalled(name);
    return parseCommand(command, words, main);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const usage = command === undefined ? PROGRAM_USAGE : commandUsage(command);
    return { kind: "usage-error", text: usageError(usage, command?.name, error.message) };
  }
}

function commandCalled(name: string): Command {
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command !== undefined) return command;
  const names = COMMANDS.map((candidate) => candidate.name).join(", ");
  throw new UsageError(`argument COMMAND: invalid choice: '${name}' (choose from ${names})`);
}

function parseCommand(command: Command, words: readonly string[], main: Reading): ParsedCommand {
  const reading = readWords(words, {
    options: [...COMMON_OPTIONS, ...command.options],
    ...(command.oneOf === undefined ? {} : { oneOf: command.oneOf }),
  });
  if (reading.options.has(HELP.name)) return { kind: "answer", text: commandHelp(command), exitCode: 0 };
  refuseMissing(command, reading);
  refuseUnknown([...main.unknown, ...reading.unknown, ...reading.plain.slice(command.places.length)]);
  const placed = command.places.flatMap(({ name }, index) => {
    const word = reading.plain[index];
    return word === undefined ? [] : [[name, [word]] as const];
  });
  const asked = command.ask(new GivenWords(new Map([...placed, ...reading.options])));
  if ("refusal" in asked) return { kind: "answer", text: asked.refusal ?? commandHelp(command), exitCode: 1 };
  const [user] = reading.options.get(USER.name) ?? main.options.get(USER.name) ?? [];
  return { kind: "request", user, ...asked };
}

function refuseMissing({ places, options, oneOf = [] }: Command, { plain, options: given }: Reading): void {
  const missing = [
    ...places.slice(plain.length).filter(({ isOptional }) => isOptional !== true),
    ...options.filter(({ name, isRequired }) => isRequired === true && !given.has(name)),
  ].map(({ name }) => name);
  if (missing.length > 0) throw new UsageError(`the following arguments are required: ${missing.join(", ")}`);
  if (oneOf.length > 0 && !oneOf.some((name) => given.has(name)))
    throw new UsageError(`one of the arguments ${oneOf.join(" ")} is required`);
}

function refuseUnknown(words: readonly string[]): void {
  if (words.length > 0) throw new UsageError(`unrecognized arguments: ${words.join(" ")}`);
}
