import { compareTexts } from "./compare-texts.ts";

// Long texts are compared where they hold nothing up.
self.addEventListener(
  "message",
  ({ data }: MessageEvent<{ readonly before: string; readonly after: string }>) => {
    self.postMessage(compareTexts(data.before, data.after));
  },
);
