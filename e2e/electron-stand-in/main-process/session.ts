import type Electron from "electron";

type CheckHandler = Parameters<Electron.Session["setPermissionCheckHandler"]>[0];
type Implemented = Pick<
  Electron.Session,
  "setPermissionCheckHandler" | "setPermissionRequestHandler" | "setDevicePermissionHandler"
>;

/** Chromium's names for what a page can be given, by Electron's names. */
const CHROMIUM_PERMISSIONS: Readonly<Record<string, string>> = {
  "clipboard-read": "clipboard-read",
  "clipboard-sanitized-write": "clipboard-write",
  geolocation: "geolocation",
  notifications: "notifications",
};

/** The permissions of the app's pages: what its check handler allows is what the page is given. */
class StandInSession implements Implemented {
  #check: CheckHandler = null;

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }

  /** Chromium asks nobody when it runs without a window: what is not given beforehand is refused. */
  setPermissionRequestHandler(): void {}

  setDevicePermissionHandler(): void {}

  /** What a page of this origin is to be given before it loads. */
  permissionsFor(origin: string): readonly string[] {
    const allowed = Object.keys(CHROMIUM_PERMISSIONS).filter((permission) => {
      if (this.#check === null) return true;
      const details = { isMainFrame: true, securityOrigin: origin };
      return this.#check(null, permission as Parameters<NonNullable<CheckHandler>>[1], origin, details);
    });
    return allowed.map((permission) => CHROMIUM_PERMISSIONS[permission] ?? permission);
  }
}

/** The stand-in for `electron.session`. */
export const session = { defaultSession: new StandInSession() };
