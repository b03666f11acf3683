import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readJson } from "../files/read-json.ts";
import { writeAtomically } from "../files/write-atomically.ts";

/** The tokens themselves are kept by whoever was given them; here is enough to know them again. */
const TokensFile = z.object({
  version: z.literal(1),
  tokens: z.array(z.object({ project: z.string(), user: z.string(), sha256: z.string() })),
});
type TokensFile = z.infer<typeof TokensFile>;

/** The tokens by which programs on this machine use the tools of a project as one of its users. */
export class UserTokens {
  readonly #folder: string;

  /** In the folder of the person, where agents in containers do not come. */
  constructor(userFolder: string) {
    this.#folder = userFolder;
  }

  /** Makes the token of a user of a project; one that the user had before is no longer good. */
  async make(project: string, user: string): Promise<string> {
    const token = randomBytes(32).toString("base64url");
    const others = await this.#othersThan(project, user);
    await this.#write([...others, { project, user, sha256: digest(token).toString("hex") }]);
    return token;
  }

  /** The token of a user of a project is no longer good; answers whether there was one. */
  async revoke(project: string, user: string): Promise<boolean> {
    const others = await this.#othersThan(project, user);
    if (others.length === (await this.#read()).length) return false;
    await this.#write(others);
    return true;
  }

  /** Whose token of a project this is, if it is anybody's. */
  async userOf(project: string, token: string): Promise<string | undefined> {
    const given = digest(token);
    const known = (await this.#read()).find(
      ({ project: own, sha256 }) => own === project && isSame(given, Buffer.from(sha256, "hex")),
    );
    return known?.user;
  }

  async #othersThan(project: string, user: string): Promise<TokensFile["tokens"]> {
    return (await this.#read()).filter((known) => known.project !== project || known.user !== user);
  }

  async #write(tokens: TokensFile["tokens"]): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await writeAtomically(this.#file, JSON.stringify({ version: 1, tokens } satisfies TokensFile));
  }

  get #file(): string {
    return join(this.#folder, "tool-tokens.json");
  }

  async #read(): Promise<TokensFile["tokens"]> {
    return (await readJson(this.#file, TokensFile))?.tokens ?? [];
  }
}

/** Equal lengths for a comparison whose time tells nothing. */
function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function isSame(given: Buffer, known: Buffer): boolean {
  return given.byteLength === known.byteLength && timingSafeEqual(given, known);
}
