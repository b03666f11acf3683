import { useEffect, useState } from "react";
import type { AgentId } from "../../../shared/contract/agents.ts";
import type { ContainerStats } from "../../../shared/contract/containers.ts";
import { bytesText, cpuText } from "./containers-words.ts";
import type { FollowStats } from "./follow-stats.ts";
import { withSample } from "./samples.ts";
import { Sparkline } from "./sparkline.tsx";
import styles from "./stats-view.module.css";

/** So little that it is drawn as little: a line of an idle agent must not look like work. */
const LEAST_CPU = 0.25;
const LEAST_RATE = 16_384;

export interface StatsViewProps {
  readonly agent: AgentId;
  readonly followStats: FollowStats;
}

/** What a container uses now, and how that went in the last minute. Measured for as long as this is drawn. */
export function StatsView({ agent, followStats }: StatsViewProps) {
  const [samples, setSamples] = useState<readonly ContainerStats[]>([]);
  useEffect(
    () => followStats(agent, (sample) => setSamples((before) => withSample(before, sample))),
    [agent, followStats],
  );
  const now = samples.at(-1);
  const cpu = samples.map((sample) => sample.cpu);
  const memory = samples.map((sample) => sample.memory.used);
  const received = samples.map((sample) => sample.network.received);
  const sent = samples.map((sample) => sample.network.sent);
  return (
    <dl className={styles.stats} aria-label={`What the container of ${agent} uses`}>
      <div>
        <dt>Processor</dt>
        <dd>{now === undefined ? "…" : cpuText(now.cpu)}</dd>
        <Sparkline lines={[cpu]} most={Math.max(LEAST_CPU, ...cpu)} />
      </div>
      <div>
        <dt>Memory</dt>
        <dd title={now === undefined ? undefined : `of ${bytesText(now.memory.limit)}`}>
          {now === undefined ? "…" : bytesText(now.memory.used)}
        </dd>
        <Sparkline lines={[memory]} most={now?.memory.limit ?? 1} />
      </div>
      <div>
        <dt>Network</dt>
        <dd title={now === undefined ? undefined : networkText(now)}>
          {now === undefined ? "…" : `${bytesText(now.network.received + now.network.sent)}/s`}
        </dd>
        <Sparkline lines={[received, sent]} most={Math.max(LEAST_RATE, ...received, ...sent)} />
      </div>
    </dl>
  );
}

function networkText({ network }: ContainerStats): string {
  return `${bytesText(network.received)}/s received, ${bytesText(network.sent)}/s sent`;
}
