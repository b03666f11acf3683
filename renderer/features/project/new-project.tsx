import { useState } from "react";
import type { QmsPlan } from "../../../shared/contract/checks.ts";
import { FolderForm } from "./folder-form.tsx";
import { PlanView } from "./plan-view.tsx";
import type { ProjectCommands } from "./project-commands.ts";

export interface NewProjectProps {
  readonly commands: ProjectCommands;
  readonly canBrowse: boolean;
  readonly isDisabled: boolean;
  /** Runs a way to a project; answers the sentence that says why it did not work. */
  readonly tryTo: (open: () => Promise<string | undefined>) => Promise<string | undefined>;
}

/** Makes a project of a folder: what would be written is said first. */
export function NewProject({ commands, canBrowse, isDisabled, tryTo }: NewProjectProps) {
  const [plan, setPlan] = useState<QmsPlan>();
  return (
    <div>
      <FolderForm
        title="Make a project of a folder"
        hint="Adds procedures, templates and inboxes. You see first what it writes."
        label="Folder for a new project"
        action="Look…"
        isDisabled={isDisabled}
        onEdit={() => setPlan(undefined)}
        {...(canBrowse ? { onBrowse: commands.choose } : {})}
        onSubmit={async (path) => {
          const planned = await commands.plan(path);
          if (typeof planned === "string") return planned;
          setPlan(planned);
          return undefined;
        }}
      />
      {plan !== undefined && (
        <PlanView
          plan={plan}
          isDisabled={isDisabled}
          onMake={() => tryTo(() => commands.initialize(plan.path))}
          onCancel={() => setPlan(undefined)}
        />
      )}
    </div>
  );
}
