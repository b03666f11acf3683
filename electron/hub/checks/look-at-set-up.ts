import type { Check, Checks } from "../../../shared/contract/checks.ts";
import { HubError } from "../../../shared/contract/errors.ts";
import { readProjectConfig } from "../config/project-config.ts";
import { isInRepository, missingIgnoreRules } from "../containers/ignore-rules.ts";
import { findAgents, type AgentDefinition } from "../project/find-agents.ts";
import { findEndpoints } from "../runtimes/docker/engine/find-endpoints.ts";
import { probeEngines } from "../runtimes/docker/engine/probe-engine.ts";
import { surroundingsHere } from "../runtimes/docker/engine/surroundings.ts";
import { checkClaudeCode, checkDocker, checkGit } from "./check-programs.ts";
import { checkIgnoreRules, checkQms, checkRights } from "./check-project.ts";
import type { Machine } from "./machine.ts";

/** Looks at all that the work with agents depends on. Nothing is changed, and no secret is read. */
export async function lookAtSetUp(machine: Machine, project: string | undefined): Promise<Checks> {
  const agents = project === undefined ? [] : await agentsOf(project);
  const namesOf = (wanted: readonly AgentDefinition[]): readonly string[] => wanted.map(({ id }) => id);
  const inContainers = agents.filter(({ runtime }) => runtime === "docker");
  // In a container there is a Claude Code of its own.
  const ofClaude = agents.filter(({ program, runtime }) => program === "claude" && runtime === "native");
  const isRepository = project !== undefined && (await isInRepository(project));
  const ofMachine: readonly Promise<Check>[] = [
    checkClaudeCode(machine, { project, agents: namesOf(ofClaude) }),
    docker({ project, agents: namesOf(inContainers) }),
    checkGit(machine, { project, isInRepository: isRepository }),
  ];
  const ofProject: readonly Promise<Check>[] =
    project === undefined
      ? []
      : [
          checkQms(project, namesOf(agents)),
          checkRights(project),
          (inContainers.length > 0 ? missingIgnoreRules(project) : Promise.resolve([])).then((missing) =>
            checkIgnoreRules(missing, isRepository),
          ),
        ];
  const checks = await Promise.all([...ofProject, ...ofMachine]);
  return { ...(project === undefined ? {} : { project }), checks };
}

async function docker(need: Parameters<typeof checkDocker>[1]): Promise<Check> {
  const surroundings = surroundingsHere();
  const { state } = await probeEngines(findEndpoints(surroundings), surroundings);
  return checkDocker(state, need);
}

/** A configuration that is wrong was told of when the project was opened. */
async function agentsOf(project: string): Promise<readonly AgentDefinition[]> {
  try {
    return await findAgents(project, await readProjectConfig(project));
  } catch (error) {
    if (error instanceof HubError) return [];
    throw error;
  }
}
