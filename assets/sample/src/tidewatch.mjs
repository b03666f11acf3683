import { formatTimeLeft } from "./format-time-left.mjs";
import { nextHighWater } from "./tides.mjs";

const now = new Date();
const next = nextHighWater(now);
const time = next.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
console.log(`High water at ${time}, in ${formatTimeLeft(next.getTime() - now.getTime())}.`);
