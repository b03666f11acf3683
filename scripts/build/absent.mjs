/** Stands for a package that is left out of a bundle. */
export const nothing = undefined;
