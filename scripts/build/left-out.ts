import { resolve } from "node:path";

/** Done never here: engines behind ssh, with native code, and builds over gRPC. */
const PACKAGES = ["ssh2", "@grpc/grpc-js", "@grpc/proto-loader", "protobufjs"];

/** What packages bring along and nobody here uses: an empty module is bundled in its place. */
export function leftOut(root: string): Readonly<Record<string, string>> {
  const absent = resolve(root, "scripts", "build", "absent.mjs");
  return Object.fromEntries(PACKAGES.map((name) => [name, absent]));
}
