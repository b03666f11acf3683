/**
 * A copy of a JSON value whose texts are their own. A text that was cut out of another keeps all of that in memory: a
 * title would hold on to the head of its whole file.
 */
export function detached<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value));
}
