import styles from "./icon.module.css";

/** Drawn on a grid of 16, with the ink of the text around them. */
const PATHS = {
  play: <path d="M5 3.3v9.4L12.5 8z" fill="currentColor" stroke="none" />,
  stop: <rect x="4.2" y="4.2" width="7.6" height="7.6" rx="1.2" fill="currentColor" stroke="none" />,
  restart: <path d="M12.6 6.1A5 5 0 1 0 13 8.6M13 3.2v3.2H9.8" />,
  kill: <path d="M8 2.6v4.8M4.9 4.4a5 5 0 1 0 6.2 0" />,
  close: <path d="m4.5 4.5 7 7m0-7-7 7" />,
  clock: <path d="M8 13.4A5.4 5.4 0 1 0 8 2.6a5.4 5.4 0 0 0 0 10.8M8 5v3.2l2.1 1.3" />,
  settings: <path d="M2.5 4.8h6M12 4.8h1.5M2.5 11.2H4M7.5 11.2h6M10.2 3.2v3.2M5.8 9.6v3.2" />,
  container: <path d="M8 2.4 13.2 5v6L8 13.6 2.8 11V5zM2.9 5.1 8 7.7l5.1-2.6M8 7.7v5.8" />,
  tools: (
    <path d="M9.1 6.9 3.2 12.8M9.1 6.9a3.2 3.2 0 0 1 3.9-4.1l-2 2 .2 1.6 1.6.2 2-2a3.2 3.2 0 0 1-4.2 3.9M3.2 12.8l.7.7 6.7-5" />
  ),
  shell: <path d="m3.4 5 3 3-3 3M8 11.4h4.6" />,
  up: <path d="m4 10 4-4 4 4" />,
  down: <path d="m4 6 4 4 4-4" />,
  folder: <path d="M2.5 4.2c0-.6.4-1 1-1h2.7l1.5 1.6h4.8c.6 0 1 .4 1 1v6c0 .6-.4 1-1 1h-9c-.6 0-1-.4-1-1z" />,
  search: <path d="M7 11.4A4.4 4.4 0 1 0 7 2.6a4.4 4.4 0 0 0 0 8.8M10.3 10.3l3.2 3.2" />,
  warning: <path d="M8 2.6 14 13H2zM8 6.6v3M8 11.2v.3" />,
  inbox: (
    <path d="M2.5 9.2 4.3 3.7c.1-.4.5-.7 1-.7h5.4c.5 0 .9.3 1 .7l1.8 5.5v3c0 .5-.4.8-.8.8H3.3c-.4 0-.8-.3-.8-.8zM2.6 9.2h2.9c.2 1.2 1.2 2 2.5 2s2.3-.8 2.5-2h2.9" />
  ),
  archive: <path d="M2.5 3.4h11v2.8h-11zM3.4 6.2v5.9c0 .4.3.7.7.7h7.8c.4 0 .7-.3.7-.7V6.2M6.4 8.6h3.2" />,
  task: (
    <path d="M5.6 3.4H4.3c-.5 0-.8.4-.8.8v8c0 .5.4.8.8.8h7.4c.5 0 .8-.3.8-.8v-8c0-.4-.3-.8-.8-.8h-1.3M5.8 2.6h4.4v2H5.8zM5.7 8.7l1.6 1.6 3-3.2" />
  ),
  message: (
    <path d="M2.8 4.2c0-.5.4-.9.9-.9h8.6c.5 0 .9.4.9.9v5.4c0 .5-.4.9-.9.9H7.4L4.6 13v-2.5h-.9c-.5 0-.9-.4-.9-.9z" />
  ),
  notification: (
    <path d="M4.5 7c0-2 1.4-3.7 3.5-3.7S11.5 5 11.5 7c0 2.9 1.2 3.6 1.2 3.6H3.3S4.5 9.9 4.5 7M6.8 12.5c.3.5.7.7 1.2.7s.9-.2 1.2-.7" />
  ),
  quiet: (
    <path d="M5.1 4.9c-.4.6-.6 1.3-.6 2.1 0 2.9-1.2 3.6-1.2 3.6h7.5M6.2 3.8c.5-.3 1.1-.5 1.8-.5 2.1 0 3.5 1.7 3.5 3.7 0 .8.1 1.5.2 2M6.8 12.5c.3.5.7.7 1.2.7s.9-.2 1.2-.7M2.8 2.8l10.4 10.4" />
  ),
  waits: (
    <path d="M8 13.4A5.4 5.4 0 1 0 8 2.6a5.4 5.4 0 0 0 0 10.8M6.5 6.5c.1-.8.7-1.3 1.5-1.3s1.5.5 1.5 1.2c0 1.1-1.5 1.2-1.5 2.3M8 10.8v.1" />
  ),
  unknown: (
    <path d="M4.2 2.7h5l2.8 2.8v7c0 .5-.3.8-.8.8h-7c-.4 0-.7-.3-.7-.8v-9c0-.4.3-.8.7-.8M6.6 7c.1-.9.6-1.3 1.3-1.3s1.3.5 1.3 1.1c0 1-1.2 1-1.2 2M8 10.9v.2" />
  ),
} as const;

export type IconName = keyof typeof PATHS;

export interface IconProps {
  readonly name: IconName;
}

/** A small line drawing; what it means is said by the button around it. */
export function Icon({ name }: IconProps) {
  return (
    <svg className={styles.icon} viewBox="0 0 16 16" aria-hidden="true">
      {PATHS[name]}
    </svg>
  );
}
