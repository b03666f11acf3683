import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { access, mkdtemp, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type Dockerode from "dockerode";
import { SYSTEM_PATH } from "./own-engine.ts";
import { wholeOutput } from "./whole-output.ts";

const REPOSITORY = "quorum-test/base";
const CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";
const SOURCES = ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"];

/**
 * Makes the image that ours is built upon where no registry can be reached: Debian as this machine has it, with the Node
 * that runs this, its npm, and the certificates that this machine trusts. Returns its name.
 */
export async function ensureBaseImage(docker: Dockerode): Promise<string> {
  const certificates = await readFile(CERTIFICATES).catch(() => Buffer.alloc(0));
  const hash = createHash("sha256").update(certificates).digest("hex").slice(0, 8);
  const tag = `${process.versions.node}-${hash}`;
  const name = `${REPOSITORY}:${tag}`;
  if (await hasImage(docker, name)) return name;
  console.log(`Making ${name} from Debian's packages. This takes a minute the first time.`);
  const folder = await mkdtemp(join(tmpdir(), "quorum-base-"));
  try {
    const archive = join(folder, "base.tar");
    await makeArchive(archive);
    const output = await docker.importImage(archive, {
      repo: REPOSITORY,
      tag,
      changes: [`ENV NODE_EXTRA_CA_CERTS=${CERTIFICATES}`],
    });
    await wholeOutput(output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (!(await hasImage(docker, name))) throw new Error(`${name} was not made`);
  return name;
}

/** Whether an engine has an image. */
export async function hasImage(docker: Dockerode, name: string): Promise<boolean> {
  const images = await docker.listImages({ filters: { reference: [name] } });
  return images.length > 0;
}

async function makeArchive(archive: string): Promise<void> {
  const npm = await npmFolder();
  const add = [
    'mkdir -p "$1/usr/local/lib/node_modules" "$1/usr/local/bin"',
    `install -m 755 "${process.execPath}" "$1/usr/local/bin/node"`,
    `cp -a "${npm}" "$1/usr/local/lib/node_modules/npm"`,
    'ln -s ../lib/node_modules/npm/bin/npm-cli.js "$1/usr/local/bin/npm"',
    `if [ -f ${CERTIFICATES} ]; then cp ${CERTIFICATES} "$1${CERTIFICATES}"; fi`,
  ].join(" && ");
  await run("mmdebstrap", [
    "--quiet",
    // The archive of a machine that is kept as it was at some time is older than it says it may be.
    '--aptopt=Acquire::Check-Valid-Until "false"',
    "--variant=minbase",
    "--include=ca-certificates",
    `--customize-hook=${add}`,
    await codename(),
    archive,
    await firstOf(SOURCES),
  ]);
}

/** The npm that runs this, or the one beside the machine's own Node. */
async function npmFolder(): Promise<string> {
  const script = process.env["npm_execpath"];
  if (script?.endsWith("npm-cli.js") === true) return dirname(dirname(await realpath(script)));
  return firstOf(["/usr/lib/node_modules/npm", "/usr/local/lib/node_modules/npm", "/usr/share/nodejs/npm"]);
}

async function codename(): Promise<string> {
  const system = await readFile("/etc/os-release", "utf8");
  const name = /^VERSION_CODENAME=(.+)$/m.exec(system)?.[1];
  if (name === undefined) throw new Error("Debian does not say which release it is");
  return name;
}

async function firstOf(paths: readonly string[]): Promise<string> {
  for (const path of paths)
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  throw new Error(`there is none of ${paths.join(", ")}`);
}

async function run(command: string, values: readonly string[]): Promise<void> {
  const child = spawn(command, values, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PATH: SYSTEM_PATH },
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}`);
}
