import type { EngineState } from "../../../shared/contract/containers.ts";
import { Button } from "../../ui/button.tsx";
import type { ContainersCommands } from "./containers-commands.ts";
import { engineWords } from "./containers-words.ts";
import { CopiedCommand } from "../../ui/copied-command.tsx";
import { Part } from "./part.tsx";

export interface EnginePartProps {
  readonly engine: EngineState;
  readonly commands: ContainersCommands;
  readonly isConnected: boolean;
  readonly isAsked: boolean;
  readonly refusal: string | undefined;
  readonly onCopy: (text: string) => void;
}

/** Whether there is an engine that can be used, and what to do where there is none. */
export function EnginePart({ engine, commands, isConnected, isAsked, refusal, onCopy }: EnginePartProps) {
  const words = engineWords(engine);
  const command = engine.kind !== "ok" && engine.kind !== "looking" ? engine.command : undefined;
  return (
    <Part
      label="Container engine"
      words={words}
      refusal={refusal}
      actions={
        <Button
          label="Look for Docker again"
          isDisabled={!isConnected}
          isBusy={isAsked}
          onPress={() => void commands.look()}
        >
          {isAsked ? "Looking…" : "Look again"}
        </Button>
      }
    >
      {command !== undefined && <CopiedCommand command={command} onCopy={onCopy} />}
    </Part>
  );
}
