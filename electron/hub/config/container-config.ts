import { z } from "zod";

const UNITS: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };
/** Claude Code does not come up in less. */
const LEAST_MEMORY = 256 * 1024 ** 2;

const MEMORY_HINT = 'Memory is a number with a unit, such as "512m" or "4g", and at least "256m"';

/** An amount of memory as people write it, in bytes. */
const MemorySize = z
  .string(MEMORY_HINT)
  .regex(/^\d{1,6}(?:\.\d{1,3})?\s?[kmgtKMGT](?:i?[bB])?$/, MEMORY_HINT)
  .transform((text, context) => {
    const bytes = Math.round(Number.parseFloat(text) * (UNITS[unitOf(text)] ?? 1));
    if (bytes < LEAST_MEMORY) context.addIssue({ code: "custom", message: MEMORY_HINT });
    return bytes;
  });

function unitOf(text: string): string {
  return /[kmgt]/i.exec(text)?.[0].toLowerCase() ?? "";
}

/** What a container may use at most. */
const LimitsConfig = z
  .strictObject({
    memory: MemorySize.optional().meta({ description: 'How much memory, such as "4g".' }),
    cpus: z
      .number()
      .min(0.1)
      .max(512)
      .optional()
      .meta({ description: "How many processors; half of one is 0.5." }),
    pids: z
      .number()
      .int()
      .min(64)
      .max(65_536)
      .optional()
      .meta({ description: "How many processes at once." }),
  })
  .meta({ description: "What the agent's container may use at most." });

const HOST_HINT = 'A host is a name such as "api.anthropic.com", or "*.example.org" for all below it';

/** A host that may be reached: a name, or all names below one. */
const HostPattern = z
  .string(HOST_HINT)
  .max(253)
  .regex(
    /^(?:\*\.)?(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?::\d{1,5})?$/,
    HOST_HINT,
  );

/** What a container may reach. */
const NetworkConfig = z
  .union([z.enum(["open", "none"]), z.strictObject({ allow: z.array(HostPattern).min(1).max(200) })], {
    error: 'A network is "open", "none", or {"allow": [hosts]}',
  })
  .meta({
    description:
      'What the container reaches: everything ("open"), nothing ("none"), or the hosts in "allow".',
  });

const PATH_HINT =
  'A path is one in the project, such as "data/maps", or an absolute one; it has no ".." and no control characters';

/** A path that goes up leads anywhere; control characters are nobody's. Said here and not as a pattern: editors read those differently. */
const isPlain = (path: string): boolean => !path.split(/[\\/]/).includes("..") && !/\p{Cc}/u.test(path);

/** A place on this machine: in the project, absolute, or below the person's home. */
const HostPath = z.string(PATH_HINT).min(1).max(4096).refine(isPlain, PATH_HINT);

const PLACE_HINT = 'A place in the container is an absolute path, such as "/data"';

/** A place in a container: never one that Quorum or the system needs. */
const ContainerPath = z
  .string(PLACE_HINT)
  .max(4096)
  .regex(/^\/[^:\\]+$/, PLACE_HINT)
  .refine(isPlain, PLACE_HINT)
  .refine(
    (path) =>
      !/^\/+(?:proc|sys|dev|etc|bin|sbin|lib|lib64|usr|run|quorum|claude-config|opt\/+quorum)(?:\/|$)/.test(
        path,
      ),
    "This place in the container is taken: choose another, such as one below /data",
  );

const MountConfig = z
  .strictObject({
    path: HostPath.meta({
      description: 'What is mounted: a path in the project, an absolute one, or one below "~/".',
    }),
    at: ContainerPath.optional().meta({
      description:
        "Where it lies in the container. A path of the project lies where it always does, unless this is said.",
    }),
    writable: z.boolean().default(false).meta({ description: "Whether the agent may change it." }),
  })
  .refine(({ path, at }) => at !== undefined || !isOutside(path), {
    message: 'Say where it lies in the container, with "at": it is not of the project',
    path: ["at"],
  });
export type MountConfig = z.infer<typeof MountConfig>;

/** Whether a configured path is not one in the project. */
export function isOutside(path: string): boolean {
  return /^(?:[\\/]|~(?:[\\/]|$)|[A-Za-z]:)/.test(path);
}

const MASK_HINT = 'What is hidden is a path in the project, such as "secrets" or "config/keys.json"';

const MaskConfig = z
  .string(MASK_HINT)
  .min(1)
  .max(4096)
  .refine((path) => !isOutside(path) && isPlain(path) && !/^\.?[\\/]*$/.test(path), MASK_HINT);

const TOKEN_HINT =
  'A token is named by its environment variable, such as "GH_TOKEN", and not one that Quorum sets itself';

/** The name of an environment variable whose value is handed on. */
const TokenName = z
  .string(TOKEN_HINT)
  .max(128)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, TOKEN_HINT)
  .refine(
    (name) =>
      !/^(?:QUORUM_.*|QMS_USER|CLAUDE_CONFIG_DIR|PATH|HOME|USER|SHELL|TERM|NODE_.*|LD_.*)$/i.test(name),
    TOKEN_HINT,
  );

/** What may be said of the containers of all agents, and of each. */
export const sharedContainerConfig = {
  limits: LimitsConfig.optional(),
  network: NetworkConfig.optional(),
  mounts: z
    .array(MountConfig)
    .max(50)
    .optional()
    .meta({ description: "What else the container sees; read-only, unless it is said." }),
  masks: z.array(MaskConfig).max(200).optional().meta({
    description:
      "What of the project the container does not see. What lies in a hidden folder never shows; a hidden file may, for a moment, when it is replaced.",
  }),
};

/** What has to be said of one agent by name: nobody gets it because everybody does. */
export const ownContainerConfig = {
  ssh: z
    .boolean()
    .optional()
    .meta({ description: "Whether it gets the SSH keys and the configuration in ~/.ssh, read-only." }),
  tokens: z
    .array(TokenName)
    .max(50)
    .optional()
    .meta({ description: "Environment variables of Quorum's own that its container gets, by name." }),
};
