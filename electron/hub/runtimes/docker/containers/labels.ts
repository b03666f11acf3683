import { createHash } from "node:crypto";
import type { AgentId } from "../../../../../shared/contract/agents.ts";

/** What Quorum's containers are known by: never by their names, which anybody may give. */
export const PROJECT_LABEL = "quorum.project";
export const AGENT_LABEL = "quorum.agent";
export const SESSION_LABEL = "quorum.session";
export const IMAGE_LABEL = "quorum.image";

/** A project's name among all on this machine, which does not tell where it lies. */
export function projectId(root: string): string {
  return createHash("sha256").update(root).digest("hex").slice(0, 32);
}

/** A name that a person recognises, and that no other session of Quorum has. */
export function containerName(project: string, agent: AgentId, session: string): string {
  return `quorum-${agent}-${project.slice(0, 8)}-${session.slice(-6)}`;
}
