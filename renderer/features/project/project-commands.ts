import type { QmsPlan } from "../../../shared/contract/checks.ts";
import type { HubClient } from "../../../shared/contract/contract.ts";
import { sentenceFor } from "../../connection/call-failure.ts";

/** The ways to a project. Each answers the sentence that says why it did not work, or nothing. */
export interface ProjectCommands {
  readonly open: (path: string) => Promise<string | undefined>;
  readonly createSample: (path: string) => Promise<string | undefined>;
  /** What would be written in a folder to make a project of it; a sentence where none can be made. */
  readonly plan: (path: string) => Promise<QmsPlan | string>;
  /** Makes a project of a folder as it was planned, and opens it. */
  readonly initialize: (path: string) => Promise<string | undefined>;
  /** The folder that the person chose in the system's dialog; nothing when they cancelled. */
  readonly choose: () => Promise<string | undefined>;
}

export interface ProjectCommandsDependencies {
  /** Throws while there is no connection. */
  readonly client: () => HubClient;
  readonly report: (sentence: string) => void;
}

export function projectCommands({ client, report }: ProjectCommandsDependencies): ProjectCommands {
  const failureOf = async (call: () => Promise<unknown>): Promise<string | undefined> => {
    try {
      await call();
      return undefined;
    } catch (error) {
      return sentenceFor(error);
    }
  };
  return {
    open: (path) => failureOf(() => client().host.openProject({ path })),
    createSample: (path) => failureOf(() => client().host.createSample({ path })),
    plan: async (path) => {
      try {
        return await client().checks.plan({ path });
      } catch (error) {
        return sentenceFor(error);
      }
    },
    initialize: (path) => failureOf(() => client().checks.initialize({ path })),
    choose: async () => {
      try {
        return (await client().host.chooseFolder()).path;
      } catch (error) {
        report(sentenceFor(error));
        return undefined;
      }
    },
  };
}
