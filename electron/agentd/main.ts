import { runAgentd } from "./run-agentd.ts";

await runAgentd(process.argv.slice(2));
