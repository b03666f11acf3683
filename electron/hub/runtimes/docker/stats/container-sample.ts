/** What a container has used since it began, and what it holds now. */
export interface ContainerSample {
  /** In milliseconds of the clock of whoever took it. */
  readonly at: number;
  readonly memoryBytes: number;
  readonly memoryLimitBytes: number;
  /** Of all its processors, in nanoseconds. */
  readonly cpuNanoseconds: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
}
