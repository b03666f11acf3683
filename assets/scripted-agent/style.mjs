/**
 * Colours as functions over text; all of them return it unchanged where colours are not wanted.
 * @param {boolean} hasColors
 */
export function createStyle(hasColors) {
  const sgr = (open, close) => (text) => (hasColors ? `\x1b[${open}m${text}\x1b[${close}m` : text);
  return {
    bold: sgr(1, 22),
    dim: sgr(2, 22),
    italic: sgr(3, 23),
    underline: sgr(4, 24),
    inverse: sgr(7, 27),
    strike: sgr(9, 29),
    red: sgr(31, 39),
    green: sgr(32, 39),
    yellow: sgr(33, 39),
    blue: sgr(34, 39),
    magenta: sgr(35, 39),
    cyan: sgr(36, 39),
    indexed: (index) => sgr(`48;5;${index}`, 49),
    rgb: (red, green, blue) => sgr(`48;2;${red};${green};${blue}`, 49),
  };
}

/** Whether this environment wants colours, by the usual conventions. */
export function wantsColors(stdout, env) {
  return stdout.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb";
}
