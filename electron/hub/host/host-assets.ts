/** Where the parts lie that the host starts or copies; each host program knows its own layout. */
export interface HostAssets {
  /** A Node binary of the major that Quorum is built for. */
  readonly node: string;
  /** The bundled session host. */
  readonly agentd: string;
  /** The bundled `qms` command. */
  readonly qms: string;
  /** The worker that the QMS engine runs in. */
  readonly qmsWorker: string;
  /** The worker that reads the project's files. */
  readonly projectReader: string;
  /** The worker that reads what happened in the project. */
  readonly activityReader: string;
  /** The worker that searches documents and counts their events. */
  readonly deskReader: string;
  /** The scripted agent program. */
  readonly scriptedAgent: string;
  /** The sample project's template folder. */
  readonly sample: string;
  /** The folder of what a new QMS project is given. */
  readonly qmsSeed: string;
  /** The folder with the Dockerfile of the agents' image. */
  readonly image: string;
}
