import { realpathSync } from "node:fs";
import { dirname, join, relative, isAbsolute, sep } from "node:path";
import { hasCode } from "../files/has-code.ts";
import { engineSockets, type Surroundings } from "../runtimes/docker/engine/find-endpoints.ts";
import { surroundingsHere } from "../runtimes/docker/engine/surroundings.ts";

/** Whoever has these has the machine, or every other container. */
const OF_THE_MACHINE = ["/proc", "/sys", "/dev", "/run", "/var/run"];
/** What engines keep of all containers. */
const OF_ENGINES = ["/var/lib/docker", "/var/lib/containers", "/var/lib/containerd"];
/** The same below a person's home, where an engine runs without root. */
const OF_A_PERSON = [".local/share/docker", ".local/share/containers"];

/**
 * Whether a path of this machine is at, below or around something with which a container had the machine: the socket of an
 * engine above all. Links are followed.
 */
export function leadsToEngine(path: string, surroundings: Surroundings = surroundingsHere()): boolean {
  const real = realPlace(path);
  const sockets = engineSockets(surroundings).filter((socket) => isAbsolute(socket));
  const places = [
    ...OF_THE_MACHINE,
    ...OF_ENGINES,
    ...OF_A_PERSON.map((folder) => join(surroundings.home, folder)),
    ...sockets,
  ];
  return places.some((place) =>
    [place, realPlace(place)].some((each) => isWithin(real, each) || isWithin(each, real)),
  );
}

/** Where a path leads; of what is not there, where it would be. */
export function realPlace(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!hasCode(error, "ENOENT", "ENOTDIR", "EACCES", "EPERM", "ELOOP")) throw error;
    const parent = dirname(path);
    return parent === path ? path : join(realPlace(parent), relative(parent, path));
  }
}

/** Whether a path is another one, or below it. */
export function isWithin(path: string, other: string): boolean {
  const way = relative(other, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
