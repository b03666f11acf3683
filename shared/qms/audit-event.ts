/** One line of a document's history. */
export interface AuditEvent {
  /** When, as the line says it. */
  readonly at: string;
  readonly event: string;
  readonly user: string | undefined;
  readonly version: string | undefined;
  /** Everything else that the line says. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** What a new line says, in the order in which it says it. */
export interface NewAuditEvent {
  readonly event: string;
  readonly user: string;
  readonly version: string;
  readonly details?: Readonly<Record<string, string | readonly string[]>>;
}

/** A moment as the history writes it: UTC, in whole seconds. */
function auditTime(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19)}+00:00`;
}

export function auditLine({ event, user, version, details = {} }: NewAuditEvent, now: number): string {
  return spacedJson({ ts: auditTime(now), event, user, version, ...details });
}

/** JSON with a space behind each comma and colon, as the other programs that write these files set it. */
function spacedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(
      ([key, inner]) => `${JSON.stringify(key)}: ${spacedJson(inner)}`,
    );
    return `{${entries.join(", ")}}`;
  }
  return JSON.stringify(value);
}

export interface AuditHistory {
  readonly events: readonly AuditEvent[];
  /** The numbers of the lines that are not what they should be. */
  readonly badLines: readonly number[];
}

export function parseAudit(text: string): AuditHistory {
  const events: AuditEvent[] = [];
  const badLines: number[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const event = parseAuditLine(line);
    if (event === undefined) badLines.push(index + 1);
    else events.push(event);
  }
  return { events, badLines };
}

/** A line of a history; lines of a seeded document have another shape, and say `action` and `timestamp`. */
function parseAuditLine(line: string): AuditEvent | undefined {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) return undefined;
  const { ts, timestamp, event, action, user, version, ...details }: Record<string, unknown> = { ...json };
  const name = textOf(event) ?? textOf(action)?.toUpperCase();
  if (name === undefined) return undefined;
  return {
    at: textOf(ts) ?? textOf(timestamp) ?? "",
    event: name,
    user: textOf(user),
    version: textOf(version),
    details,
  };
}

/** A detail of an event that is a text. */
export function detailOf(event: AuditEvent, key: string): string | undefined {
  return textOf(event.details[key]);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Everyone who has reviewed a document, in the order of their first review. */
export function reviewersIn(events: readonly AuditEvent[]): string[] {
  return [
    ...new Set(events.flatMap(({ event, user }) => (event === "REVIEW" && user !== undefined ? [user] : []))),
  ];
}
