import type { ReactNode } from 'react';
import styles from './Shell.module.css';

interface ShellProps {
  nav: ReactNode;
  content: ReactNode;
}

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
          {content}
        </div>
      </div>
    </>
  );
}
