import type { AgentId } from "../../shared/contract/agents.ts";

/** What stands at the right side of the window, over whatever the person is at: one at a time. */
export type SideSheet =
  | AttentionRequest
  | { readonly kind: "news" }
  | { readonly kind: "containers" }
  | { readonly kind: "tools"; readonly agent: AgentId };

/** That the list of what waits for the person is open. */
export interface AttentionRequest {
  readonly kind: "attention";
  /** Grows each time that the list should have the focus. */
  readonly count: number;
  /** What it was asked for. */
  readonly entry: string | undefined;
}

/** The list of what waits, asked for once more. */
export function withAttention(shown: SideSheet | undefined, entry?: string): AttentionRequest {
  return { kind: "attention", count: shown?.kind === "attention" ? shown.count + 1 : 1, entry };
}

/** Opens what is closed or behind another, and closes what is open. */
export function toggled(
  shown: SideSheet | undefined,
  kind: "attention" | "news" | "containers",
): SideSheet | undefined {
  if (shown?.kind === kind) return undefined;
  return kind === "attention" ? withAttention(shown) : { kind };
}
