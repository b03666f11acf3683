import { z } from "zod";
import type { HostAssets } from "../../../host/host-assets.ts";
import { CLAUDE_CODE_VERSION } from "./claude-code-version.ts";
import { readContextFiles } from "./context-files.ts";
import type { ImageEngine } from "./find-image.ts";
import { imageRequest, type ImageRequest } from "./image-request.ts";
import { imageUser } from "./image-user.ts";

const EngineInfo = z.object({
  OSType: z.string(),
  Architecture: z.string(),
  SecurityOptions: z.array(z.string()).nullish(),
});

/** As engines name what Node names otherwise; some use the one, some the other. */
const ARCHITECTURES: Readonly<Partial<Record<NodeJS.Architecture, readonly string[]>>> = {
  x64: ["x86_64", "amd64"],
  arm64: ["aarch64", "arm64"],
};

/** Puts together what an image for this engine is made of. */
export async function requestFor(
  engine: ImageEngine,
  assets: HostAssets,
  base: string | undefined,
): Promise<ImageRequest> {
  const { OSType, Architecture, SecurityOptions } = EngineInfo.parse(await engine.info());
  const isOwnPlatform =
    process.platform === OSType && ARCHITECTURES[process.arch]?.includes(Architecture) === true;
  const files = await readContextFiles(assets, { isOwnPlatform });
  const isRootless = SecurityOptions?.some((option) => option.includes("rootless")) === true;
  const { uid, gid } = imageUser(isRootless);
  return imageRequest(files, {
    ...(base === undefined ? {} : { BASE: base }),
    CLAUDE_CODE_VERSION,
    AGENT_UID: String(uid),
    AGENT_GID: String(gid),
  });
}
