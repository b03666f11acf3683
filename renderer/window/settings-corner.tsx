import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { AgentId } from "../../shared/contract/agents.ts";
import type { Settings } from "../../shared/contract/settings.ts";
import { SetUp } from "../features/checks/set-up.tsx";
import { EnginePart } from "../features/containers/engine-part.tsx";
import { ImagePart } from "../features/containers/image-part.tsx";
import { ToastAllowance } from "../features/news/toast-allowance.tsx";
import { LimitsSection } from "../features/policies/limits-section.tsx";
import { policyOf } from "../features/policies/policies-store.ts";
import { PolicyDialog } from "../features/policies/policy-dialog.tsx";
import { policySentence } from "../features/policies/policy-words.ts";
import { appearanceSection } from "../features/settings/appearance-section.tsx";
import { keysSection } from "../features/settings/keys/keys-section.tsx";
import { NotificationsSection } from "../features/settings/notifications/notifications-section.tsx";
import { QuitChoice } from "../features/settings/quit-choice.tsx";
import { SettingsDialog } from "../features/settings/settings-dialog.tsx";
import type { SettingsRow, SettingsSection } from "../features/settings/settings-section.ts";
import { terminalSection } from "../features/settings/terminal-section.tsx";
import type { Quorum } from "../quorum.ts";
import type { ActionId } from "../actions/action-list.ts";
import { copyText } from "../features/terminals/input/clipboard.ts";
import { Button } from "../ui/button.tsx";
import { useNow } from "../ui/use-now.ts";
import styles from "./settings-corner.module.css";

export interface SettingsCornerProps {
  readonly quorum: Quorum;
  readonly settings: Settings;
  /** The name of the open project, if one is. */
  readonly project: string | undefined;
  readonly isConnected: boolean;
  /** The section that was asked for. */
  readonly first: string | undefined;
  readonly onClose: () => void;
}

/** All settings: the person's own, and those of the project and of its agents. */
export function SettingsCorner(props: SettingsCornerProps) {
  const { quorum, settings, project, isConnected, first, onClose } = props;
  const [policyFor, setPolicyFor] = useState<AgentId>();
  const agents = useStore(quorum.agents, (state) => state.byId);
  const onChange = quorum.changeSettings;
  const notifications: SettingsSection = {
    id: "notifications",
    title: "Notifications",
    icon: "notification",
    rows: [
      {
        id: "notifications",
        words: "quiet mode toasts messages tasks failures waits items that arrive",
        content: (
          <NotificationsSection
            settings={settings.notifications}
            agents={[...agents.keys()]}
            allowance={<ToastAllowance permission={quorum.news.permission} onAllow={quorum.news.allow} />}
            onChange={(chosen) => onChange({ notifications: chosen })}
          />
        ),
      },
    ],
  };
  const quit: readonly SettingsRow[] = quorum.isDesktop
    ? [
        {
          id: "quit",
          words: "quit running agents keep stop",
          content: <QuitChoice {...{ settings, onChange }} />,
        },
      ]
    : [];
  const ofProject: readonly SettingsRow[] =
    project === undefined
      ? []
      : [
          {
            id: "limits",
            words: `limits run start at once ${project}`,
            content: (
              <LimitsSection
                store={quorum.policies.store}
                commands={quorum.policies.commands}
                isConnected={isConnected}
                project={project}
              />
            ),
          },
          {
            id: "policies",
            words: `policies starts stops by itself ${[...agents.keys()].join(" ")}`,
            content: <Policies quorum={quorum} onOpen={setPolicyFor} />,
          },
        ];
  const team: SettingsSection = {
    id: "agents",
    title: "Agents and policies",
    icon: "agent",
    scope: project === undefined ? undefined : `Kept with ${project}`,
    rows: [...quit, ...ofProject],
  };
  const docker: SettingsSection = {
    id: "docker",
    title: "Docker",
    icon: "container",
    rows: [
      {
        id: "engine",
        words: "containers engine image build",
        content: <Engine quorum={quorum} isConnected={isConnected} onClose={onClose} />,
      },
    ],
  };
  const setUp: SettingsSection = {
    id: "setup",
    title: "Set-up",
    icon: "check",
    rows: [
      {
        id: "setup",
        words: "checks doctor docker claude code git qms rights ignore tour",
        content: <AllChecks quorum={quorum} isConnected={isConnected} onClose={onClose} />,
      },
    ],
  };
  const sections = [
    appearanceSection({ settings, onChange }),
    terminalSection({ settings, onChange }),
    notifications,
    ...(team.rows.length === 0 ? [] : [team]),
    ...(project === undefined ? [] : [docker]),
    setUp,
    keysSection({
      chosen: settings.keys,
      platform: quorum.actions.platform,
      onChange: (keys) => onChange({ keys }),
    }),
  ];
  return (
    <>
      <SettingsDialog sections={sections} first={first} onClose={onClose} />
      {policyFor !== undefined && (
        <PolicyDialog
          agent={policyFor}
          store={quorum.policies.store}
          commands={quorum.policies.commands}
          isConnected={isConnected}
          onClose={() => setPolicyFor(undefined)}
        />
      )}
    </>
  );
}

interface PoliciesProps {
  readonly quorum: Quorum;
  readonly onOpen: (agent: AgentId) => void;
}

function Policies({ quorum, onOpen }: PoliciesProps) {
  const agents = useStore(quorum.agents, (state) => state.byId);
  const policies = useStore(quorum.policies.store);
  return (
    <ul className={styles.list} aria-label="Policies of agents">
      {[...agents.keys()].map((agent) => (
        <li key={agent}>
          <b>{agent}</b>
          <span>{policySentence(policyOf(policies, agent))}</span>
          <Button label={`Change when ${agent} starts and stops`} onPress={() => onOpen(agent)}>
            Change
          </Button>
        </li>
      ))}
    </ul>
  );
}

function AllChecks({
  quorum,
  isConnected,
  onClose,
}: Pick<SettingsCornerProps, "quorum" | "isConnected" | "onClose">) {
  const { look } = quorum.checks.commands;
  useEffect(() => {
    void look();
  }, [look]);
  const leave = (action: ActionId): void => {
    onClose();
    quorum.actions.run(action);
  };
  return (
    <SetUp
      checks={quorum.checks}
      isConnected={isConnected}
      onInitialize={() => leave("qms.initialize")}
      onChooseProject={() => leave("project.open")}
      onCopy={copyText}
    />
  );
}

/** The engine and the image of containers, with what can be done about them; the rest is beside the window. */
function Engine({
  quorum: { containers, actions },
  isConnected,
  onClose,
}: Pick<SettingsCornerProps, "quorum" | "isConnected" | "onClose">) {
  const { store, commands } = containers;
  const { known, asked, refusals } = useStore(store);
  const now = useNow();
  useEffect(() => {
    // Nobody looks for an engine before somebody wants to know.
    if (store.getState().known?.engine.kind !== "ok") void commands.look();
  }, [store, commands]);
  return (
    <div className={styles.engine}>
      {known !== undefined && (
        <>
          <EnginePart
            engine={known.engine}
            {...{ commands, isConnected }}
            isAsked={asked.has("engine")}
            refusal={refusals.get("engine")}
            onCopy={copyText}
          />
          {(known.agents.length > 0 || known.image.kind !== "unknown") && (
            <ImagePart
              image={known.image}
              {...{ commands, now }}
              canBuild={isConnected && known.engine.kind === "ok"}
              isAsked={asked.has("image")}
              refusal={refusals.get("image")}
              onCopy={copyText}
            />
          )}
        </>
      )}
      <p className={styles.note}>
        Which agents run in containers, and what these may use, stands in quorum.json of the project.
      </p>
      <span>
        <Button
          onPress={() => {
            onClose();
            actions.run("containers.toggle");
          }}
        >
          Open containers
        </Button>
      </span>
    </div>
  );
}
