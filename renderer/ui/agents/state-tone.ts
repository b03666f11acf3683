/** The few colours that states have: what a person must tell apart at a glance. Each has a shape of its own as well. */
export type StateTone = "quiet" | "busy" | "ok" | "warn" | "bad";
