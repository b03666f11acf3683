import { useEffect, useState } from "react";
import { AgentId } from "../../../shared/contract/agents.ts";
import { PERSON } from "../../../shared/qms/group.ts";
import { announcementOf } from "../../features/attention/attention-words.ts";
import type { Quorum } from "../../quorum.ts";
import { announced, followAloud } from "./announcements.ts";
import { agentSayings, documentSayings, itemSayings } from "./sayings.ts";
import hidden from "../../ui/heard.module.css";

export interface AnnouncerProps {
  readonly quorum: Pick<Quorum, "agents" | "attention" | "documents" | "inbox">;
}

const PERSON_ID = AgentId.parse(PERSON);

/** Says to those who hear the window instead of seeing it what happens: who waits, what starts and stops, what has another state, what arrives. */
export function Announcer({ quorum }: AnnouncerProps) {
  const [text, setText] = useState("");
  const { agents, attention, documents, inbox } = quorum;
  useEffect(
    () =>
      followAloud({
        sources: [
          announced(attention.store, (before, after) => {
            const sentence = announcementOf(before.entries, after.entries);
            return sentence === undefined ? [] : [{ about: "waits", sentence }];
          }),
          announced(agents, (before, after) => agentSayings(before.byId, after.byId)),
          announced(documents.store, (before, after) => documentSayings(before.byId, after.byId)),
          announced(inbox.counts, (before, after) =>
            itemSayings(before.byAgent.get(PERSON_ID), after.byAgent.get(PERSON_ID)),
          ),
        ],
        say: setText,
        after: (ms, work) => {
          const timer = setTimeout(work, ms);
          return () => clearTimeout(timer);
        },
      }),
    [agents, attention.store, documents.store, inbox.counts],
  );
  return (
    <p className={hidden.heard} role="status" aria-label="What happens">
      {text}
    </p>
  );
}
