import type { AgentId } from "../../../shared/contract/agents.ts";
import type { Disposable } from "../../../shared/base/disposable.ts";
import type { FramePipe } from "../../../shared/terminal/pipe.ts";
import type { Logger } from "../log/logger.ts";

/** Where the parts lie that the host starts or copies; each host program knows its own layout. */
export interface HostAssets {
  /** A Node binary of the major that Quorum is built for. */
  readonly node: string;
  /** The bundled session host. */
  readonly agentd: string;
  /** The scripted agent program. */
  readonly scriptedAgent: string;
  /** The sample project's template folder. */
  readonly sample: string;
}

export interface HostOptions {
  readonly version: string;
  /** Where one person's settings and recent projects are kept. */
  readonly userFolder: string;
  readonly assets: HostAssets;
  readonly log: Logger;
  /** Shows the system's folder dialog, where there is one. */
  readonly chooseFolder?: () => Promise<string | undefined>;
}
