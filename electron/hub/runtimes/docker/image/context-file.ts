/** A file that goes into the build of an image. */
export interface ContextFile {
  /** Where it lies in the context, with `/`. */
  readonly path: string;
  readonly content: Uint8Array;
  readonly isExecutable: boolean;
}
