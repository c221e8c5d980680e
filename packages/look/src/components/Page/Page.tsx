import { useEffect, type ReactNode } from 'react';
import { PageHeader, type PageHeaderProps } from './PageHeader';
import { useKeptFocus } from './useKeptFocus';
import styles from './Page.module.css';

/** @public */
export interface PageProps extends Omit<PageHeaderProps, 'titleRef'> {
  /** Leave it out where the title is text: the window is then called "<title> · Fairway". */
  documentTitle?: string;
  /** Keeps a form or a run readable on a wide screen (1160 px); the page is else up to 1720 px wide. */
  narrow?: boolean;
  /**
   * What the page shows now, where that changes while it is open: a control that goes away with a part hands the focus on
   * to the title.
   */
  part?: string;
  children?: ReactNode;
}

/**
 * A whole page: the `main` landmark, its header and what is below it. Also names the window.
 *
 * @public
 */
export function Page(props: PageProps) {
  const { documentTitle, narrow, part, children, ...header } = props;
  const windowTitle =
    documentTitle ??
    (typeof props.title === 'string' ? props.title : undefined);

  const title = useKeptFocus<HTMLHeadingElement>(part);

  useEffect(() => {
    if (windowTitle) {
      document.title = `${windowTitle} · Fairway`;
    }
  }, [windowTitle]);

  return (
    <main className={styles.page}>
      <div className={narrow ? styles.narrow : undefined}>
        <PageHeader {...header} titleRef={title} />
        {children}
      </div>
    </main>
  );
}
