/** Whether the list of what waits for the person is open, and how often it was asked for. */
export interface AttentionRequest {
  readonly isOpen: boolean;
  /** Grows each time that the list should have the focus. */
  readonly count: number;
  /** What it was asked for. */
  readonly entry?: string | undefined;
}

export function openedAttention({ count }: AttentionRequest, entry?: string): AttentionRequest {
  return { isOpen: true, count: count + 1, entry };
}

export function closedAttention({ count }: AttentionRequest): AttentionRequest {
  return { isOpen: false, count };
}

export function toggledAttention(request: AttentionRequest): AttentionRequest {
  return request.isOpen ? closedAttention(request) : openedAttention(request);
}
