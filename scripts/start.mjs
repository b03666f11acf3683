// `npm start`: runs on any Node from 20 on, before anything is installed. The rest runs on the Node that is installed.
import { refuseOldNode } from "./setup/refuse-old-node.mjs";

refuseOldNode();
const { bootstrap } = await import("./setup/bootstrap.mjs");
process.exitCode = await bootstrap("scripts/start/main.ts");
