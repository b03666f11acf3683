import type { ContainerGrants } from "../../../shared/contract/containers.ts";
import { Button } from "../../ui/button.tsx";
import type { ContainersCommands } from "./containers-commands.ts";
import { Part } from "./part.tsx";
import styles from "./grants-part.module.css";

export interface GrantsPartProps {
  readonly asked: ContainerGrants;
  readonly commands: ContainersCommands;
  readonly isConnected: boolean;
  readonly isAsked: boolean;
  readonly refusal: string | undefined;
}

/** What an agent's container is to get of the machine, which a person allows before it gets it. */
export function GrantsPart({ asked, commands, isConnected, isAsked, refusal }: GrantsPartProps) {
  const { agent, grants } = asked;
  return (
    <Part
      label={`What ${agent} asks for`}
      words={{
        tone: "warn",
        title: `${agent} asks for more than the project`,
        detail: "quorum.json asks for this. Until you allow it, the agent does not start.",
      }}
      refusal={refusal}
      actions={
        <Button
          label={`Allow what ${agent} asks for`}
          isDisabled={!isConnected}
          isBusy={isAsked}
          onPress={() => void commands.allow(asked)}
        >
          Allow
        </Button>
      }
    >
      <ul className={styles.grants}>
        {grants.map((grant) => (
          <li key={grant}>{grant}</li>
        ))}
      </ul>
    </Part>
  );
}
