import { expect, it } from "vitest";
import { hookCommand } from "./hook-command.ts";

it("names the bundle beside the session host's bundle", () => {
  const { program, args, line } = hookCommand("/opt/q/node/node", "/opt/q/agentd/agentd.js", false);
  expect([program, ...args("Stop")]).toEqual(["/opt/q/node/node", "/opt/q/agentd/hook.js", "Stop"]);
  expect(line("Stop")).toBe("'/opt/q/node/node' '/opt/q/agentd/hook.js' Stop");
});

it("names the source beside the session host's source", () => {
  expect(hookCommand("node", "/src/agentd/main.ts", false).args("Stop")).toEqual([
    "/src/agentd/hook/main.ts",
    "Stop",
  ]);
});

it("is for a POSIX shell also on Windows, whatever is in the path", () => {
  const { args, line } = hookCommand("C:\\Program Files\\q\\node.exe", "C:\\it's\\agentd.js", true);
  expect(args("Stop")).toEqual(["C:\\it's\\hook.js", "Stop"]);
  expect(line("Stop")).toBe("'C:/Program Files/q/node.exe' 'C:/it'\\''s/hook.js' Stop");
});
