/** What is about to become of an agent by itself: in a few words, and in full where there is more to say. */
export interface AgentOutlook {
  readonly words: string;
  readonly sentence?: string;
}
