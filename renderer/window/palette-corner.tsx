import { useMemo, useState } from "react";
import { useStore } from "zustand";
import { actionsFor } from "../../shared/contract/agent-actions.ts";
import type { Agent } from "../../shared/contract/agents.ts";
import type { DocumentView } from "../../shared/contract/qms.ts";
import { ACTION_IDS, planOf } from "../actions/action-list.ts";
import type { Actions } from "../actions/actions.ts";
import { Palette } from "../features/palette/palette.tsx";
import type { PaletteEntry } from "../features/palette/palette-entry.ts";
import { keepRecent, readRecent } from "../features/palette/recent.ts";
import type { Place } from "../places/place.ts";
import type { PlacesStore } from "../places/places-store.ts";
import { ACTION_ICONS, ACTION_LABELS } from "../ui/agents/action-look.ts";
import type { Quorum } from "../quorum.ts";
import { statusText } from "../ui/status-words.ts";
import { arriveAt } from "./arrive.ts";
import { SETTINGS_INDEX } from "./settings-index.ts";

export interface PaletteCornerProps {
  readonly quorum: Quorum;
  readonly project: string;
  /** Opens the settings at a section. */
  readonly onSettings: (section: string) => void;
  readonly onClose: () => void;
}

/** The palette, with all that it finds. */
export function PaletteCorner({ quorum, project, onSettings, onClose }: PaletteCornerProps) {
  const { actions, agents, places } = quorum;
  const byId = useStore(agents, (state) => state.byId);
  const [recent] = useState(() => readRecent(localStorage, project));
  // What an agent can do changes seldom, and its texts are made ready anew each time.
  const standing = [...byId.values()].map(({ id, state }) => `${id} ${state.kind}`).join("\n");
  // As they are when it is opened: what changes while one types would have to be made ready anew.
  const [ofDocuments] = useState(() => entriesOfDocuments(quorum.documents.store.getState().byId, places));
  const sources = useMemo(() => {
    const go = (place: Place) => () => arriveAt(places, place);
    const team = [...agents.getState().byId.values()];
    return [
      team.map((agent) => terminalEntry(agent, go)),
      actionEntries(actions),
      ofDocuments,
      team.flatMap((agent) => agentEntries(agent, quorum, go)),
      settingsEntries(onSettings),
    ];
    // oxlint-disable-next-line react/exhaustive-deps -- `standing` says when the agents' entries are others.
  }, [standing, ofDocuments, quorum, agents, places, actions, onSettings]);
  return (
    <Palette
      sources={sources}
      recent={recent}
      isOwnKey={(event) => actions.actionOf(event.nativeEvent, false) === "palette.open"}
      onChosen={({ id }) => keepRecent(localStorage, project, id)}
      onClose={onClose}
    />
  );
}

const documentEntries = new WeakMap<ReadonlyMap<string, DocumentView>, readonly PaletteEntry[]>();

/** The same entries for as long as the documents are the same: with thousands of them they are made ready once. */
function entriesOfDocuments(
  documents: ReadonlyMap<string, DocumentView>,
  places: PlacesStore,
): readonly PaletteEntry[] {
  const made = documentEntries.get(documents);
  if (made !== undefined) return made;
  const entries = [...documents.values()].map(({ id, title, status }): PaletteEntry => ({
    id: `document:${id}`,
    group: "Documents",
    title: title === "" ? id : `${id} ${title}`,
    detail: statusText(status),
    icon: "document",
    run: () => arriveAt(places, { kind: "document", id }),
  }));
  documentEntries.set(documents, entries);
  return entries;
}

type Going = (place: Place) => () => void;

function terminalEntry({ id, description, program }: Agent, go: Going): PaletteEntry {
  return {
    id: `terminal:${id}`,
    group: "Agents",
    title: id,
    detail: description ?? program,
    words: "terminal",
    icon: "shell",
    run: go({ kind: "terminal", agent: id }),
  };
}

function agentEntries({ id, state }: Agent, quorum: Quorum, go: Going): readonly PaletteEntry[] {
  return [
    {
      id: `inbox:${id}`,
      group: "Agents",
      title: `Inbox of ${id}`,
      icon: "inbox",
      run: go({ kind: "inbox", agent: id }),
    },
    {
      id: `agent:${id}`,
      group: "Agents",
      title: `Page of ${id}`,
      icon: "agent",
      run: go({ kind: "agent", agent: id }),
    },
    ...actionsFor(state).map((action): PaletteEntry => ({
      id: `${action}:${id}`,
      group: "Actions",
      title: `${ACTION_LABELS[action]} ${id}`,
      icon: ACTION_ICONS[action],
      run: () => void quorum.act(id, action),
    })),
  ];
}

function actionEntries(actions: Actions): readonly PaletteEntry[] {
  return ACTION_IDS.flatMap((id) => {
    const { title, group, words, isOfTerminal } = planOf(id);
    // Tabs by their number are for keys alone.
    if (id === "palette.open" || isOfTerminal === true || /^tab\.\d$/.test(id)) return [];
    return [
      {
        id: `action:${id}`,
        group: "Actions" as const,
        title,
        detail: group,
        words,
        icon: "right" as const,
        keys: actions.keysText(id),
        whyNot: () => actions.whyNot(id),
        run: () => void actions.run(id),
      },
    ];
  });
}

function settingsEntries(onSettings: (section: string) => void): readonly PaletteEntry[] {
  return SETTINGS_INDEX.map(({ section, title, words }) => ({
    id: `setting:${title}`,
    group: "Settings",
    title,
    words: `settings ${words}`,
    icon: "settings",
    run: () => onSettings(section),
  }));
}
