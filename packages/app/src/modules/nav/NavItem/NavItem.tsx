import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router-dom';
import styles from './NavItem.module.css';

interface NavLinkProps {
  href: string;
  icon: ReactNode;
  title: string;
  /** A count or a word at the end. */
  end?: ReactNode;
}

/** One place to go to. It is current on its own page and on those below it; home has none below it. */
export function NavLink({ href, icon, title, end }: NavLinkProps) {
  const { pathname } = useLocation();
  const below = href !== '/' && pathname.startsWith(`${href}/`);
  const current = pathname === href || below;
  return (
    <li>
      <Link
        className={styles.item}
        to={href}
        aria-current={current ? 'page' : undefined}
      >
        {icon}
        {title} {end ? <span className={styles.end}>{end}</span> : null}
      </Link>
    </li>
  );
}

interface NavButtonProps {
  icon: ReactNode;
  title: string;
  end?: ReactNode;
  /** The keys that do the same, for assistive technology. */
  keys?: string;
  onClick: () => void;
}

/** Something to do from any page. */
export function NavButton(props: NavButtonProps) {
  const { icon, title, end, keys, onClick } = props;
  return (
    <li>
      <button
        type="button"
        className={styles.item}
        aria-keyshortcuts={keys}
        onClick={onClick}
      >
        {icon}
        {title}
        {end ? (
          <kbd className={styles.end} aria-hidden>
            {end}
          </kbd>
        ) : null}
      </button>
    </li>
  );
}
