import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { EngineEndpoint } from "./engine-endpoint.ts";
import { engineSockets, findEndpoints, type Surroundings } from "./find-endpoints.ts";

const idOf = (name: string): string => createHash("sha256").update(name).digest("hex");
const context = (host: string): string =>
  JSON.stringify({ Name: "x", Endpoints: { docker: { Host: host, SkipTLSVerify: false } } });
const socket = (path: string): EngineEndpoint => ({ kind: "socket", path });
const PEM = { "ca.pem": "ca", "cert.pem": "cert", "key.pem": "key" };
const CERTIFICATES = { ca: "ca", certificate: "cert", key: "key" };

interface Case {
  readonly name: string;
  readonly environment?: Surroundings["environment"];
  readonly platform?: NodeJS.Platform;
  readonly files?: Readonly<Record<string, string>>;
  readonly sockets?: readonly string[];
  readonly found: readonly (EngineEndpoint | RegExp)[];
}

function within(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}

const CASES: readonly Case[] = [
  { name: "nothing said, nothing there", found: [socket("/var/run/docker.sock")] },
  {
    name: "a host that is named, before a context that is named",
    environment: { DOCKER_HOST: "unix:///a b/d.sock", DOCKER_CONTEXT: "other" },
    found: [socket("/a b/d.sock")],
  },
  {
    name: "a host without a path",
    environment: { DOCKER_HOST: "unix://" },
    found: [socket("/var/run/docker.sock")],
  },
  { name: "an empty host", environment: { DOCKER_HOST: " " }, found: [socket("/var/run/docker.sock")] },
  {
    name: "a pipe",
    platform: "win32",
    environment: { DOCKER_HOST: "npipe:////./pipe/mine" },
    found: [socket("//./pipe/mine")],
  },
  {
    name: "a port",
    environment: { DOCKER_HOST: "tcp://127.0.0.1:2375" },
    found: [{ kind: "tcp", host: "127.0.0.1", port: 2375 }],
  },
  {
    name: "a host and no scheme",
    environment: { DOCKER_HOST: "box:99" },
    found: [{ kind: "tcp", host: "box", port: 99 }],
  },
  {
    name: "an address of version 6",
    environment: { DOCKER_HOST: "tcp://[::1]" },
    found: [{ kind: "tcp", host: "::1", port: 2375 }],
  },
  {
    name: "certificates where they are asked for",
    environment: { DOCKER_HOST: "tcp://box", DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: "/certs" },
    files: within("/certs", PEM),
    found: [{ kind: "tcp", host: "box", port: 2376, certificates: CERTIFICATES }],
  },
  {
    name: "certificates in their usual folder",
    environment: { DOCKER_HOST: "tcp://box:1", DOCKER_TLS_VERIFY: "1" },
    files: within("/home/me/.docker", PEM),
    found: [{ kind: "tcp", host: "box", port: 1, certificates: CERTIFICATES }],
  },
  { name: "another machine over ssh", environment: { DOCKER_HOST: "ssh://me@box" }, found: [/over ssh/] },
  {
    name: "a host that is none",
    environment: { DOCKER_HOST: "what is this" },
    found: [/not an engine's address/],
  },
  {
    name: "the present context",
    files: {
      "/home/me/.docker/config.json": JSON.stringify({ currentContext: "colima" }),
      [`/home/me/.docker/contexts/meta/${idOf("colima")}/meta.json`]: context(
        "unix:///home/me/.colima/default/docker.sock",
      ),
    },
    sockets: ["/run/user/7/docker.sock"],
    found: [socket("/home/me/.colima/default/docker.sock")],
  },
  {
    name: "a context that is named, in a folder of its own, with its certificates",
    environment: { DOCKER_CONTEXT: "far", DOCKER_CONFIG: "/conf" },
    files: {
      "/conf/config.json": JSON.stringify({ currentContext: "near" }),
      [`/conf/contexts/meta/${idOf("far")}/meta.json`]: context("tcp://far.example:5"),
      ...within(`/conf/contexts/tls/${idOf("far")}/docker`, PEM),
    },
    found: [{ kind: "tcp", host: "far.example", port: 5, certificates: CERTIFICATES }],
  },
  {
    name: "a context that is not there",
    environment: { DOCKER_CONTEXT: "gone" },
    found: [/context gone is not there/],
  },
  {
    name: "a configuration that is not JSON",
    files: { "/home/me/.docker/config.json": "{" },
    found: [socket("/var/run/docker.sock")],
  },
  {
    name: "the default context, by its name",
    environment: { DOCKER_CONTEXT: "default" },
    found: [socket("/var/run/docker.sock")],
  },
  {
    name: "rootless Docker and Podman",
    sockets: ["/run/user/7/docker.sock", "/run/user/7/podman/podman.sock", "/run/podman/podman.sock"],
    found: [
      "/var/run/docker.sock",
      "/run/user/7/docker.sock",
      "/run/user/7/podman/podman.sock",
      "/run/podman/podman.sock",
    ].map(socket),
  },
  {
    name: "a runtime folder of another place",
    environment: { XDG_RUNTIME_DIR: "/xdg" },
    sockets: ["/xdg/docker.sock", "/run/user/7/docker.sock"],
    found: ["/var/run/docker.sock", "/xdg/docker.sock"].map(socket),
  },
  {
    name: "Docker Desktop, Colima, OrbStack and Rancher on a Mac",
    platform: "darwin",
    sockets: [
      "/home/me/.docker/run/docker.sock",
      "/home/me/.colima/default/docker.sock",
      "/home/me/.orbstack/run/docker.sock",
      "/home/me/.rd/docker.sock",
    ],
    found: [
      "/var/run/docker.sock",
      "/home/me/.docker/run/docker.sock",
      "/home/me/.colima/default/docker.sock",
      "/home/me/.orbstack/run/docker.sock",
      "/home/me/.rd/docker.sock",
    ].map(socket),
  },
  {
    name: "Colima where it is told to be, and where settings lie, with its profiles",
    platform: "darwin",
    environment: { COLIMA_HOME: "/colima" },
    sockets: ["/colima/work/docker.sock", "/home/me/.config/colima/default/docker.sock"],
    found: [
      "/var/run/docker.sock",
      "/colima/work/docker.sock",
      "/home/me/.config/colima/default/docker.sock",
    ].map(socket),
  },
  {
    name: "Colima where all settings lie",
    environment: { XDG_CONFIG_HOME: "/settings" },
    sockets: ["/settings/colima/dev/docker.sock"],
    found: ["/var/run/docker.sock", "/settings/colima/dev/docker.sock"].map(socket),
  },
  {
    name: "Windows",
    platform: "win32",
    sockets: ["//./pipe/podman-machine-default"],
    found: ["//./pipe/docker_engine", "//./pipe/podman-machine-default"].map(socket),
  },
  {
    name: "a context on Windows",
    platform: "win32",
    files: {
      "/home/me\\.docker\\config.json": JSON.stringify({ currentContext: "desktop-linux" }),
      [`/home/me\\.docker\\contexts\\meta\\${idOf("desktop-linux")}\\meta.json`]: context(
        "npipe:////./pipe/dockerDesktopLinuxEngine",
      ),
    },
    found: [socket("//./pipe/dockerDesktopLinuxEngine")],
  },
];

/** The names in a folder, of all paths that there are. */
function namesIn(folder: string, paths: readonly string[]): readonly string[] {
  const inside = paths.map(plain).filter((path) => path.startsWith(`${plain(folder)}/`));
  return [...new Set(inside.map((path) => path.slice(folder.length + 1).split("/")[0] ?? ""))];
}

/** Windows paths are compared as they are written here. */
const plain = (path: string): string => path.replaceAll("\\", "/");

describe("an engine is looked for as the docker command does:", () => {
  it.each(CASES)("$name", ({ environment = {}, platform = "linux", files = {}, sockets = [], found }) => {
    const known = new Map(Object.entries(files).map(([path, text]) => [plain(path), text]));
    const endpoints = findEndpoints({
      environment,
      platform,
      home: "/home/me",
      uid: platform === "linux" ? 7 : undefined,
      read: (file) => known.get(plain(file)),
      exists: (path) => sockets.includes(path),
      list: (folder) => namesIn(folder, [...sockets, ...known.keys()]),
    });
    expect(endpoints).toHaveLength(found.length);
    for (const [index, expected] of found.entries()) {
      const endpoint = endpoints[index];
      if (!(expected instanceof RegExp)) expect(endpoint).toEqual(expected);
      else expect(endpoint).toMatchObject({ kind: "unusable", sentence: expect.stringMatching(expected) });
    }
  });
});

it("every socket of an engine is known, also of one that is not used", () => {
  const files = new Map([
    [`/home/me/.docker/contexts/meta/${idOf("far")}/meta.json`, context("unix:///srv/far/engine.sock")],
  ]);
  const sockets = engineSockets({
    environment: { DOCKER_HOST: "unix:///a/d.sock" },
    platform: "linux",
    home: "/home/me",
    uid: 7,
    read: (file) => files.get(file),
    exists: () => false,
    list: (folder) => namesIn(folder, [...files.keys()]),
  });
  expect(sockets).toEqual(
    expect.arrayContaining([
      "/var/run/docker.sock",
      "/run/user/7/podman/podman.sock",
      "/home/me/.colima/default/docker.sock",
      "/a/d.sock",
      "/srv/far/engine.sock",
    ]),
  );
});
