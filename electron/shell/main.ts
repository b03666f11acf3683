import { join, resolve } from "node:path";
import { app, dialog } from "electron";
import { userFolder } from "../hub/config/user-folder.ts";
import { openLogFile } from "../hub/log/log-file.ts";
import { Desktop } from "./desktop.ts";
import { LaunchRequest, ownArguments, parseLaunchArguments } from "./launch-request.ts";
import { registerPageScheme } from "./page-protocol.ts";

/** As in `electron-builder.yml`. */
const APP_ID = "dev.quorum.desktop";

// What must be settled before Electron is ready: the sandbox, the page's scheme, whose data this is, and that no
// other instance has it. A second launch hands its request to the first one and ends.
const folder = userFolder();
app.enableSandbox();
app.setPath("userData", join(folder, "desktop"));
// Windows shows toasts only of an app that it knows by the name with which it was installed.
if (process.platform === "win32") app.setAppUserModelId(APP_ID);
registerPageScheme();
const request = parseLaunchArguments(ownArguments(process.argv, app.isPackaged), process.cwd());
if (app.requestSingleInstanceLock(request)) {
  // Whoever starts the app from a shell sees its log there as well.
  const echo = app.isPackaged ? undefined : (line: string): void => void process.stderr.write(line);
  const log = openLogFile(folder, "desktop", echo);
  const out = resolve(import.meta.dirname, "..");
  // Work that nobody waited for: it is known, and the app with its terminals goes on.
  process.on("unhandledRejection", (error) => log.error("something failed unseen", { error }));
  const started = Desktop.start({ request, userFolder: folder, out, log });
  app.on("second-instance", (_event, _arguments, _folder, data) => {
    const next = LaunchRequest.safeParse(data).data ?? { sample: false };
    void started.then((desktop) => desktop.receive(next));
  });
  started.catch((error: unknown) => {
    log.error("the desktop app could not start", { error });
    const reason = error instanceof Error ? error.message : String(error);
    dialog.showErrorBox("Quorum could not start", `${reason}\n\nThe log in ${folder} says more.`);
    app.exit(1);
  });
} else {
  app.exit(0);
}
