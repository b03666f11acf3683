export type Platform = "mac" | "windows" | "linux";

/** The platform that a browser's name tells. */
export function platformOf(agent: string): Platform {
  if (/Mac|iPhone|iPad/.test(agent)) return "mac";
  return agent.includes("Windows") ? "windows" : "linux";
}
