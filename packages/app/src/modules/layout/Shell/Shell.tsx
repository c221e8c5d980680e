import type { ReactNode } from 'react';
import { SidebarPinStateProvider } from '@backstage/core-components';
import styles from './Shell.module.css';

interface ShellProps {
  nav: ReactNode;
  content: ReactNode;
}

/** Tells the settings page that there is no sidebar to be pinned. */
const noPin = {
  isPinned: true,
  isMobile: true,
  toggleSidebarPinState: () => undefined,
};

/** Navigation beside the page. Each page brings its own `main`. */
export function Shell({ nav, content }: ShellProps) {
  return (
    <>
      <a className={styles.skip} href="#content">
        Skip to content
      </a>
      <div className={styles.shell}>
        {nav}
        <div id="content" className={styles.content} tabIndex={-1}>
          <SidebarPinStateProvider value={noPin}>
            {content}
          </SidebarPinStateProvider>
        </div>
      </div>
    </>
  );
}
