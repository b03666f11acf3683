import { HELP, USER, type Option, type Syntax } from "./syntax.ts";

const PROGRAM = "qms";
/** Where what a thing is for begins, beside its name. */
const COLUMN = 26;

export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Syntax[];
}

/** The options that every command has besides its own. */
export const COMMON_OPTIONS: readonly Option[] = [HELP, USER];

/** The usage line of the program, without a command. */
export const PROGRAM_USAGE = `usage: ${PROGRAM} [-h] [--user NAME] COMMAND ...`;

export function programHelp(groups: readonly CommandGroup[]): string {
  const lists = groups.map(({ title, commands }) => [
    `${title}:`,
    ...commands.map(({ name, summary }) => entry(name, summary)),
    "",
  ]);
  return [
    PROGRAM_USAGE,
    "",
    "Controlled documents, and the inboxes of those who work on them.",
    "",
    ...lists.flat(),
    "options:",
    ...COMMON_OPTIONS.map(optionEntry),
    "",
    `\`${PROGRAM} COMMAND --help\` says more about a command.`,
  ].join("\n");
}

export function commandHelp(syntax: Syntax): string {
  const places = syntax.places.map(({ name, help }) => entry(name, help));
  return [
    commandUsage(syntax),
    "",
    `${syntax.summary.slice(0, 1).toUpperCase()}${syntax.summary.slice(1)}.`,
    "",
    ...(places.length === 0 ? [] : ["arguments:", ...places, ""]),
    "options:",
    ...[...COMMON_OPTIONS, ...syntax.options].map(optionEntry),
  ].join("\n");
}

export function commandUsage({ name, places, options, oneOf = [] }: Syntax): string {
  const own = options.filter((option) => !oneOf.includes(option.name));
  const parts = [
    `usage: ${PROGRAM} ${name} [-h] [--user NAME]`,
    ...(oneOf.length === 0 ? [] : [`(${oneOf.join(" | ")})`]),
    ...own.map((option) => (option.isRequired === true ? spelled(option) : `[${spelled(option)}]`)),
    ...places.map((place) => (place.isOptional === true ? `[${place.name}]` : place.name)),
  ];
  return parts.join(" ");
}

export function usageError(usage: string, name: string | undefined, message: string): string {
  return `${usage}\n${name === undefined ? PROGRAM : `${PROGRAM} ${name}`}: error: ${message}`;
}

function optionEntry(option: Option): string {
  const short = option.short === undefined ? "" : `${option.short}, `;
  return entry(`${short}${spelled(option)}`, option.help);
}

function spelled({ name, value }: Option): string {
  if (value === undefined) return name;
  switch (value.count) {
    case "one":
      return `${name} ${value.name}`;
    case "maybe":
      return `${name} [${value.name}]`;
    case "many":
      return `${name} ${value.name} [${value.name} ...]`;
  }
}

function entry(name: string, help: string): string {
  const head = `  ${name}`;
  if (head.length > COLUMN - 2) return `${head}\n${" ".repeat(COLUMN)}${help}`;
  return `${head.padEnd(COLUMN)}${help}`;
}
