import { registerHooks } from "node:module";

// Loaded with `node --import` before the built main bundle: its `import … from "electron"` gets the stand-in.
const standIn = new URL("./electron.ts", import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    return specifier === "electron" ? { url: standIn, shortCircuit: true } : nextResolve(specifier, context);
  },
});
