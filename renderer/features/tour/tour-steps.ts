/** One thing of the window that the tour points at. */
export interface TourStep {
  readonly id: string;
  /** Where it is on the page; the first that is there. A step that has nothing to point at is left out. */
  readonly at: readonly string[];
  readonly title: string;
  readonly text: string;
  /** The action that leads there, whose keys are said. */
  readonly action?: string;
}

/** What is worth knowing in the first minute, in the order in which it is met. */
export const TOUR_STEPS: readonly TourStep[] = [
  {
    id: "places",
    at: ['nav[aria-label="Places"]'],
    title: "Where everything is",
    text: "The dashboard says what waits and what happened. Below it are the documents, everyone's inboxes, and who waits for whom.",
    action: "go.dashboard",
  },
  {
    id: "agents",
    at: ['nav[aria-label="Agents"] li', 'nav[aria-label="Agents"]'],
    title: "Your agents",
    text: "The line below a name says what the agent does; hover over it to see how that is known. A press on the row opens its terminal, and the button at its end starts it.",
    action: "agents.list",
  },
  {
    id: "attention",
    at: ["[data-attention-button]"],
    title: "What waits for you",
    text: "Permissions, questions and failures of all agents stand here, each with its answer. You need not look for them.",
    action: "attention.toggle",
  },
  {
    id: "compose",
    at: ["[data-compose-button]", 'nav[aria-label="Places"] [title^="Inboxes"]'],
    title: "Write to anyone",
    text: "A message goes into the inboxes of those whom you name. They are told at their next good moment, and you see when.",
    action: "message.compose",
  },
  {
    id: "palette",
    at: ["[data-search-button]"],
    title: "Find anything",
    text: "A few letters lead to every agent, document, action and setting. This tour is there as well.",
    action: "palette.open",
  },
];
