import { z } from "zod";

const Rules = z.array(z.string());

const LocalSettings = z.looseObject({
  permissions: z
    .looseObject({ allow: Rules.optional(), deny: Rules.optional(), ask: Rules.optional() })
    .optional(),
});

/** What no agent does in its container, whatever else it may: the QMS is written by its command alone. */
const ALWAYS_DENIED = ["Edit(/QMS/**)", "Write(/QMS/**)", "Edit(QMS/**)", "Write(QMS/**)"];

/** Settings whose commands and variables are of the person's machine, and not of a container. */
const OF_THE_MACHINE = [
  "hooks",
  "env",
  "apiKeyHelper",
  "awsAuthRefresh",
  "awsCredentialExport",
  "statusLine",
  "otelHeadersHelper",
];

/**
 * The project's settings of this machine as they are in a container: with its own rules of what is allowed and denied, and
 * without what is this machine's. A file that is none is taken for one without settings.
 */
export function settingsOverlay(text: string | undefined): string {
  const own = parsed(text);
  const kept = Object.entries(own).filter(([name]) => !OF_THE_MACHINE.includes(name));
  const permissions = { ...own.permissions, deny: withDenied(own.permissions?.deny) };
  return JSON.stringify({ ...Object.fromEntries(kept), permissions }, undefined, 2);
}

/** The same rules where a project has no such settings: what is laid down for a machine cannot be taken back. */
export function managedSettings(): string {
  return JSON.stringify({ permissions: { deny: ALWAYS_DENIED } }, undefined, 2);
}

function withDenied(rules: readonly string[] = []): readonly string[] {
  return [...new Set([...rules, ...ALWAYS_DENIED])];
}

function parsed(text: string | undefined): z.infer<typeof LocalSettings> {
  try {
    return LocalSettings.parse(JSON.parse(text ?? "{}"));
  } catch (error) {
    // Claude Code would not take it either.
    if (error instanceof SyntaxError || error instanceof z.ZodError) return {};
    throw error;
  }
}
