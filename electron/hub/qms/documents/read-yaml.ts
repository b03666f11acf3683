import { FAILSAFE_SCHEMA, load, YAMLException } from "js-yaml";

/** What came of reading YAML: a value whose scalars are all strings, or the line (from 0) where it is wrong. */
export type YamlResult =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "problem"; readonly line: number; readonly reason: string };

/** The longest text that is read as YAML: far more than a person writes by hand, and read in some milliseconds. */
const LONGEST_CHARS = 262_144;
/** Deeper than any file of the QMS. */
const DEEPEST = 16;

/**
 * Reads YAML from anyone. An alias is refused: no file of the QMS needs one, and a title that begins with `*` is none.
 * A key that stands twice counts as it stands last.
 */
export function readYaml(text: string): YamlResult {
  if (text.length > LONGEST_CHARS) return { kind: "problem", line: 0, reason: "it is too long" };
  try {
    const value = load(text, { schema: FAILSAFE_SCHEMA, maxAliases: 0, maxDepth: DEEPEST, json: true });
    return { kind: "value", value };
  } catch (error) {
    // Its makers ask to expect more than their own exception; a text that cannot be read is expected in any case.
    if (!(error instanceof YAMLException)) return { kind: "problem", line: 0, reason: "it cannot be read" };
    return { kind: "problem", line: error.mark?.line ?? 0, reason: error.reason };
  }
}
