import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { useNow } from "../../ui/use-now.ts";
import type { AgentsStore } from "../../ui/agents/agents-store.ts";
import { ContainerCard, type CardWays } from "./container-card.tsx";
import type { Containers } from "./containers.ts";
import { openGrants } from "./containers-store.ts";
import { EnginePart } from "./engine-part.tsx";
import { GrantsPart } from "./grants-part.tsx";
import { ImagePart } from "./image-part.tsx";
import { Part } from "./part.tsx";
import styles from "./containers-sheet.module.css";

export interface ContainersSheetProps {
  readonly containers: Containers;
  readonly agents: AgentsStore;
  readonly isConnected: boolean;
  readonly ways: CardWays;
  /** Puts a text on the clipboard. */
  readonly onCopy: (text: string) => void;
  readonly onClose: () => void;
}

/** The engine, the image and the containers of the agents, beside whatever the person is at. */
export function ContainersSheet(props: ContainersSheetProps) {
  const { containers, isConnected, onCopy, onClose } = props;
  const { store, commands } = containers;
  const state = useStore(store);
  const { known, asked, refusals } = state;
  const now = useNow();
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    sheet.current?.focus();
    // Nobody looks for an engine before somebody wants to know.
    if (store.getState().known?.engine.kind !== "ok") void commands.look();
  }, [store, commands]);

  return (
    <section
      ref={sheet}
      className={styles.sheet}
      role="dialog"
      aria-label="Containers"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        onClose();
        event.preventDefault();
      }}
    >
      <header className={styles.header}>
        <h2>Containers</h2>
        <IconButton icon="close" label="Close containers" hint="Esc" onPress={onClose} />
      </header>
      {known !== undefined && (
        <div className={styles.body}>
          <EnginePart
            engine={known.engine}
            {...{ commands, isConnected, onCopy }}
            isAsked={asked.has("engine")}
            refusal={refusals.get("engine")}
          />
          {(known.agents.length > 0 || known.image.kind !== "unknown") && (
            <ImagePart
              image={known.image}
              {...{ commands, now }}
              canBuild={isConnected && known.engine.kind === "ok"}
              isAsked={asked.has("image")}
              refusal={refusals.get("image")}
              onCopy={onCopy}
            />
          )}
          {openGrants(state).map((one) => (
            <GrantsPart
              key={one.agent}
              asked={one}
              {...{ commands, isConnected }}
              isAsked={asked.has(`grants ${one.agent}`)}
              refusal={refusals.get(`grants ${one.agent}`)}
            />
          ))}
          {known.missingIgnoreRules.length > 0 && (
            <Part
              label="Ignore rules"
              words={{
                tone: "warn",
                title: "Logins of agents could be committed",
                detail: `.gitignore does not say ${known.missingIgnoreRules.join(", ")}, where agents in containers keep them.`,
              }}
              refusal={refusals.get("rules")}
              actions={
                <Button
                  label="Add the rule to .gitignore"
                  isDisabled={!isConnected}
                  isBusy={asked.has("rules")}
                  onPress={() => void commands.addIgnoreRules()}
                >
                  Add it
                </Button>
              }
            />
          )}
          <Cards {...props} now={now} />
        </div>
      )}
    </section>
  );
}

function Cards({
  containers: { store, commands, followStats },
  agents,
  isConnected,
  ways,
  now,
}: ContainersSheetProps & { readonly now: number }) {
  const inContainers = useStore(store, (state) => state.known?.agents);
  const byId = useStore(agents, (state) => state.byId);
  const team = [...byId.values()];
  const shown = team.flatMap((agent, place) =>
    inContainers?.includes(agent.id) === true ? [{ agent, place }] : [],
  );
  if (shown.length === 0) {
    return (
      <p className={styles.empty}>
        <b>All agents run natively.</b>
        <span>
          An agent runs in a container of its own when quorum.json says{" "}
          <code>&quot;runtime&quot;: &quot;docker&quot;</code> for it.
        </span>
      </p>
    );
  }
  return (
    <ul aria-label="Containers of agents">
      {shown.map(({ agent, place }) => (
        <ContainerCard
          key={agent.id}
          {...{ agent, place, store, commands, followStats, isConnected, now, ways }}
        />
      ))}
    </ul>
  );
}
