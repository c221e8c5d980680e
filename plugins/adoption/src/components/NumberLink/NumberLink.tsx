import type { ReactNode } from 'react';
import { Link, VisuallyHidden } from '@backstage/ui';
import { formatNumber } from '../../model/words';
import styles from './NumberLink.module.css';

interface NumberLinkProps {
  n: number;
  href: string;
  /** Read aloud behind what is seen: "attempts that started". */
  what: string;
  /** Seen behind the number. */
  children?: ReactNode;
  quiet?: boolean;
}

/** A number that opens the rows behind it; where it is none there are none to open. */
export function NumberLink(props: NumberLinkProps) {
  const { n, href, what, children, quiet } = props;
  const className = quiet ? styles.quiet : styles.number;
  const text = (
    <>
      {formatNumber(n)}
      {children}
    </>
  );
  if (n === 0) return <span className={className}>{text}</span>;
  return (
    <Link className={className} href={href}>
      {text}
      <VisuallyHidden> {what}</VisuallyHidden>
    </Link>
  );
}
