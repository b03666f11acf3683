import { startupSnapshot } from "node:v8";
import { runAgentd } from "../run-agentd.ts";

// Node loads this once, when an image is made, and keeps its memory: session hosts that start from there have all their
// modules at once. Only what Node itself brings can be loaded here.
startupSnapshot.setDeserializeMainFunction(() => void runAgentd(process.argv.slice(2)));
