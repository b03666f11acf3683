/** An option that may be used: how git is told, and what its value may be where it takes one. */
export interface OptionRule {
  /** Its full name; or `-S` and the like, whose value follows without a sign. */
  readonly as: string;
  readonly accepts?: (value: string) => boolean;
  /** Whether it may stand without its value; its value then stands behind `=` only. */
  readonly isOptional?: boolean;
}

/** The options of a sub-command, by all spellings that are understood. There are no others: none is completed. */
export type OptionRules = ReadonlyMap<string, OptionRule>;

/** The arguments of a sub-command, taken apart. */
export interface ReadArguments {
  /** In git's full spelling, each with its value. */
  readonly options: readonly string[];
  /** What stood before `--`, or without it. */
  readonly values: readonly string[];
  /** What stood behind `--`, if that was there. */
  readonly paths: readonly string[] | undefined;
}

/** The spelling under which a table has its rule for `-5`. */
export const NUMBER = "-<number>";

/** Options without values that are called what git calls them. */
export function flags(...names: readonly string[]): [string, OptionRule][] {
  return names.map((name) => [name, { as: name }]);
}

/** One option under several names, the last of which is git's full one. */
export function option(names: readonly string[], rule: Omit<OptionRule, "as"> = {}): [string, OptionRule][] {
  const as = names.at(-1) ?? "";
  return names.map((name) => [name, { ...rule, as }]);
}

/** Takes arguments apart by the rules; a sentence where they ask for something that is not in them. */
export function readArguments(args: readonly string[], rules: OptionRules): ReadArguments | string {
  const options: string[] = [];
  const values: string[] = [];
  for (let place = 0; place < args.length; place += 1) {
    const arg = args[place] ?? "";
    if (arg === "--") return { options, values, paths: args.slice(place + 1) };
    if (!arg.startsWith("-")) {
      values.push(arg);
      continue;
    }
    const { name, attached } = splitOption(arg);
    const rule = rules.get(name);
    if (rule === undefined)
      return `${name} is not among the options that can be used here. Each option stands alone and with its full name.`;
    if (rule.accepts === undefined) {
      if (attached !== undefined) return `${name} takes no value.`;
      options.push(rule.as);
      continue;
    }
    if (attached === undefined && rule.isOptional === true) {
      options.push(rule.as);
      continue;
    }
    const value = attached ?? args[(place += 1)];
    if (value === undefined) return `${name} needs a value.`;
    if (!rule.accepts(value)) return `${name} does not take that value here.`;
    options.push(rule.as.startsWith("--") ? `${rule.as}=${value}` : rule.as + value);
  }
  return { options, values, paths: undefined };
}

function splitOption(arg: string): { readonly name: string; readonly attached: string | undefined } {
  if (/^-\d+$/.test(arg)) return { name: NUMBER, attached: arg.slice(1) };
  const sign = arg.startsWith("--") ? arg.indexOf("=") : -1;
  return sign === -1
    ? { name: arg, attached: undefined }
    : { name: arg.slice(0, sign), attached: arg.slice(sign + 1) };
}
