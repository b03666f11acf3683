import type { Page } from "@playwright/test";

/** What a person asks for when they start Quorum. */
export interface StartRequest {
  readonly project?: string;
  readonly sample?: boolean;
}

/** A program that holds the window: the server with a browser, or the desktop app. The specs know no other difference. */
export interface QuorumProgram {
  /** Starts the program, and returns its window's page. */
  start(request?: StartRequest): Promise<Page>;
  /** Closes the window as a person does; the agents keep running. */
  closeWindow(): Promise<void>;
  /** Opens it again, on the same project. */
  openWindow(request?: StartRequest): Promise<Page>;
  /** Ends the program as a person does; the agents keep running. */
  end(): Promise<void>;
  /** Ends the program as a crash does. */
  kill(): Promise<void>;
}

/** The command line of a request. */
export function argumentsFor({ project, sample }: StartRequest): readonly string[] {
  return [...(sample === true ? ["--sample"] : []), ...(project === undefined ? [] : [project])];
}
