import type { ReactNode } from 'react';
import { Link } from '../../routing';
import styles from './CatalogTable.module.css';

interface RowLinkProps {
  href: string;
  title?: string;
  children: ReactNode;
}

/**
 * A link of a row: a hundred of them stand on a page, and the library's own would take half as long to draw as all the
 * rest of the page.
 */
export function RowLink({ href, title, children }: RowLinkProps) {
  return (
    <Link to={href} title={title} className={styles.link}>
      {children}
    </Link>
  );
}
