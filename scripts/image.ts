import { resolve } from "node:path";
import { DockerEngine } from "../electron/hub/runtimes/docker/engine/docker-engine.ts";
import { surroundingsHere } from "../electron/hub/runtimes/docker/engine/surroundings.ts";
import { BuildError, buildImage } from "../electron/hub/runtimes/docker/image/build-image.ts";
import { imageName } from "../electron/hub/runtimes/docker/image/image-request.ts";
import { requestFor } from "../electron/hub/runtimes/docker/image/request-for.ts";
import { HubError } from "../shared/contract/errors.ts";
import { builtAssets, IMAGE_PARTS } from "./life/built-assets.ts";
import { runInForeground } from "./setup/run-in-foreground.mjs";

// `npm run image`: builds the image that agents' containers are made from, as Quorum itself does when it is missing, and
// prints each step. QUORUM_IMAGE_BASE names another image to build upon.
const root = resolve(import.meta.dirname, "..");
const built = await runInForeground(process.execPath, [resolve(root, "scripts/build.ts"), ...IMAGE_PARTS]);
process.exitCode = built === 0 ? await makeImage() : built;

async function makeImage(): Promise<number> {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort(new HubError("unavailable", "The build was broken off.")));
  try {
    const { docker } = await new DockerEngine(surroundingsHere).use();
    const request = await requestFor(docker, builtAssets(root), process.env["QUORUM_IMAGE_BASE"]);
    let shown = 0;
    await buildImage(docker, request, {
      signal: controller.signal,
      onProgress: ({ step, of, text }) => {
        if (step > shown) console.log(`${step}/${of} ${text}`);
        shown = step;
      },
    });
    console.log(imageName(request.hash));
    return 0;
  } catch (error) {
    if (error instanceof BuildError) console.error(error.lastLines.join("\n"));
    else if (!(error instanceof HubError)) throw error;
    console.error(error.message);
    return 1;
  }
}
