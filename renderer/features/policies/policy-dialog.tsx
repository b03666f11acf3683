import { useEffect } from "react";
import { useStore } from "zustand";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { AgentPolicy, StopPolicy } from "../../../shared/contract/policies.ts";
import { Button } from "../../ui/button.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { NumberField } from "../../ui/number-field.tsx";
import { useNow } from "../../ui/use-now.ts";
import type { PoliciesCommands } from "./policies-commands.ts";
import { policyOf, type PoliciesStore } from "./policies-store.ts";
import { PolicyProblem } from "./policy-problem.tsx";
import { isSamePolicy, outlookSentence, policySentence } from "./policy-words.ts";
import styles from "./policy-dialog.module.css";

export interface PolicyDialogProps {
  readonly agent: AgentId;
  readonly store: PoliciesStore;
  readonly commands: PoliciesCommands;
  readonly isConnected: boolean;
  readonly onClose: () => void;
}

const USUAL_MINUTES = 15;

/** When an agent starts and stops without being asked. Each choice takes effect at once. */
export function PolicyDialog({ agent, store, commands, isConnected, onClose }: PolicyDialogProps) {
  const state = useStore(store);
  const now = useNow();
  const policy = policyOf(state, agent);
  const outlook = state.known?.outlooks[agent];
  const proposal = state.known?.proposals?.[agent];
  useEffect(() => commands.begin(), [commands]);
  const change = (part: Partial<AgentPolicy>): void => {
    if (isConnected) void commands.set(agent, { ...policyOf(store.getState(), agent), ...part });
  };
  const stopKind = policy.stop.kind;
  return (
    <Dialog title={`Starts and stops of ${agent}`} onClose={onClose}>
      <div className={styles.policy}>
        <Choice
          label="It starts"
          value={policy.launch}
          options={[
            { value: "manual", label: "By hand" },
            { value: "on-task", label: "On a task" },
            { value: "always", label: "Always" },
          ]}
          onChoose={(launch) => change({ launch })}
        />
        <p>{LAUNCH_NOTES[policy.launch]}</p>
        <Choice
          label="It stops"
          value={stopKind}
          options={[
            { value: "manual", label: "By hand" },
            { value: "inbox-empty", label: "Inbox empty" },
            { value: "idle-for", label: "Idle" },
          ]}
          onChoose={(kind) => change({ stop: stopOf(kind) })}
        />
        {policy.stop.kind === "idle-for" && (
          <div className={styles.row}>
            <span>When it is idle for</span>
            <NumberField
              label="Minutes of idling"
              value={policy.stop.minutes}
              least={1}
              most={1440}
              unit="minutes"
              isDisabled={!isConnected}
              onChange={(minutes) => change({ stop: { kind: "idle-for", minutes } })}
            />
          </div>
        )}
        <p>{STOP_NOTES[stopKind]}</p>
        <div className={styles.row}>
          <span>Starts again after a crash</span>
          <NumberField
            label="Starts after a crash"
            value={policy.restarts}
            least={0}
            most={20}
            unit={policy.restarts === 1 ? "time" : "times"}
            isDisabled={!isConnected}
            onChange={(restarts) => change({ restarts })}
          />
        </div>
      </div>
      {proposal !== undefined && !isSamePolicy(proposal, policy) && (
        <div className={styles.proposal} role="group" aria-label="What the project proposes">
          <p>
            <b>quorum.json proposes:</b> {policySentence(proposal)}. Nothing comes of it until you set it.
          </p>
          <Button
            label={`Set what quorum.json proposes for ${agent}`}
            isDisabled={!isConnected}
            onPress={() => change(proposal)}
          >
            Set it
          </Button>
        </div>
      )}
      <PolicyProblem store={store} />
      <p className={styles.outlook} role="status" aria-label="What comes next">
        {outlook === undefined
          ? "Nothing is about to happen by itself."
          : `${agent} ${outlookSentence(outlook, now)}.`}
      </p>
    </Dialog>
  );
}

function stopOf(kind: StopPolicy["kind"]): StopPolicy {
  return kind === "idle-for" ? { kind, minutes: USUAL_MINUTES } : { kind };
}

const LAUNCH_NOTES: Readonly<Record<AgentPolicy["launch"], string>> = {
  manual: "You start it. What arrives meanwhile waits for it.",
  "on-task": "It is started when a task comes into its inbox.",
  always: "It is started with the project, and again when it has ended.",
};

const STOP_NOTES: Readonly<Record<StopPolicy["kind"], string>> = {
  manual: "You stop it.",
  "inbox-empty":
    "It is stopped when its inbox is empty and a minute was quiet, never in the middle of a turn.",
  "idle-for": "Waiting for you is not idle.",
};
