import { oc } from "@orpc/contract";
import { z } from "zod";
import { FolderPath, Project } from "./host.ts";

/** What mends a check: something that Quorum does when it is asked to, or something that the person does. */
export const CheckMend = z.discriminatedUnion("kind", [
  /** Makes a QMS of the project that is open. */
  z.object({ kind: z.literal("initialize") }),
  /** Adds to `.gitignore` what it lacks. */
  z.object({ kind: z.literal("ignore-rules") }),
  /** Another folder is opened. */
  z.object({ kind: z.literal("choose-project") }),
  /** For a terminal of this machine. */
  z.object({ kind: z.literal("command"), command: z.string().max(500) }),
  z.object({ kind: z.literal("page"), label: z.string().max(100), address: z.url().max(300) }),
]);
export type CheckMend = z.infer<typeof CheckMend>;

/** One thing that the work with agents depends on, and how it stands. */
export const Check = z.object({
  id: z.enum(["claude-code", "docker", "git", "qms", "rights", "ignore-rules"]),
  title: z.string().max(100),
  /** A `note` is nothing that has to be mended for this project. */
  state: z.enum(["ok", "note", "problem"]),
  sentence: z.string().max(1000),
  mend: CheckMend.optional(),
});
export type Check = z.infer<typeof Check>;

export const Checks = z.object({
  /** The project that was looked at; absent while none is open. */
  project: FolderPath.optional(),
  checks: z.array(Check).max(20),
});
export type Checks = z.infer<typeof Checks>;

/** What making a QMS project of a folder would write. */
export const QmsPlan = z.object({
  path: FolderPath,
  writes: z.array(z.object({ path: z.string().max(200), what: z.string().max(300) })).max(50),
});
export type QmsPlan = z.infer<typeof QmsPlan>;

const FolderInput = z.object({ path: FolderPath });

export const checksContract = {
  /** Looks at this machine, and at the project that is open. */
  look: oc.output(Checks),
  /** Says what `initialize` would write; refuses where it would refuse. Nothing is changed. */
  plan: oc.input(FolderInput).output(QmsPlan),
  /** Makes a QMS project of a folder, which may not be there yet, and opens it. */
  initialize: oc.input(FolderInput).output(Project),
};
