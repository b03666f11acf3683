/** An event whose default a listener can prevent, as Electron's are. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** Makes an event that carries some values of its own. */
export function preventable<T extends object>(values: T): T & PreventableEvent {
  let isPrevented = false;
  return Object.defineProperties(values, {
    defaultPrevented: { get: () => isPrevented },
    preventDefault: {
      value: () => {
        isPrevented = true;
      },
    },
  }) as T & PreventableEvent;
}
