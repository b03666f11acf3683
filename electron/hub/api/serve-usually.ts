import { HubError } from "../../../shared/contract/errors.ts";
import type { Host } from "../host/host.ts";
import { serveHttp, type HttpOptions, type HttpServer } from "./serve-http.ts";

/** Where a hub is reached if nobody says otherwise: what programs were told of it once stays true. */
export const USUAL_PORT = 4848;

/** Serves a host at the usual port, or at any other where that is taken. */
export async function serveUsually(
  host: Host,
  options: Omit<HttpOptions, "port">,
  usualPort = USUAL_PORT,
): Promise<HttpServer> {
  try {
    return await serveHttp(host, { ...options, port: usualPort });
  } catch (error) {
    if (!(error instanceof HubError && error.code === "conflict")) throw error;
    return serveHttp(host, options);
  }
}
