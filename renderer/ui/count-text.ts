/** A number with its thousands apart: 10,031. By hand: the first formatter that a page makes takes ten milliseconds. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
