import { ServerName } from "../../../shared/mcp/mcp-calls.ts";
import { isUserName } from "../../../shared/qms/group.ts";
import { userFolder } from "../../hub/config/user-folder.ts";
import { UserTokens } from "../../hub/config/user-tokens.ts";
import { USUAL_PORT } from "../../hub/api/serve-usually.ts";
import { findRunningHub } from "../../hub/project/hub-lock.ts";
import { CommandError, EXIT } from "../command-error.ts";
import { findProject } from "../find-project.ts";
import { complain, say } from "../output.ts";

/** The variable that a configuration takes the token from, so that the file itself holds no secret. */
const TOKEN_VARIABLE = "QUORUM_TOKEN";
const USUAL_ADDRESS = `http://127.0.0.1:${USUAL_PORT}`;

export interface ToolsOptions {
  readonly project?: string;
}

export interface TokenOptions extends ToolsOptions {
  /** Takes the user's token back in place of making one. */
  readonly revoke?: boolean;
}

/** `quorum token`: makes the token by which a program uses a project's tools as one of its users. */
export async function makeToken(user: string, { project, revoke }: TokenOptions): Promise<void> {
  if (!isUserName(user))
    throw new CommandError("A user's name is letters, digits and underscores.", EXIT.usage);
  const tokens = new UserTokens(userFolder());
  if (revoke === true) return revokeToken(tokens, await findProject(project), user);
  say(await tokens.make(await findProject(project), user));
  complain(`It acts as ${user}. One that was made for ${user} before is no longer good.`);
}

async function revokeToken(tokens: UserTokens, project: string, user: string): Promise<void> {
  if (!(await tokens.revoke(project, user)))
    throw new CommandError(`${user} has no token in this project.`, EXIT.failed);
  complain(`The token of ${user} is no longer good. Programs that have it are refused from now on.`);
}

/** `quorum mcp config`: prints what such a program needs to find the tools, as `.mcp.json` has it. */
export async function printServers({ project }: ToolsOptions): Promise<void> {
  const running = await findRunningHub(await findProject(project));
  const url = running?.url ?? USUAL_ADDRESS;
  const headers = { Authorization: `Bearer \${${TOKEN_VARIABLE}}` };
  const servers = ServerName.options.map((name) => [
    name,
    // Else Claude Code makes its first request without them.
    { type: "http", url: `${url}/mcp/${name}`, headers, alwaysLoad: true },
  ]);
  say(JSON.stringify({ mcpServers: Object.fromEntries(servers) }, undefined, 2));
  complain(`Set ${TOKEN_VARIABLE} to what \`quorum token USER\` prints before you start the program.`);
  if (running === undefined) complain("No hub is running: this is where one is usually reached.");
}
