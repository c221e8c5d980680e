import { useLayoutEffect, useRef } from 'react';
import { Link } from '@backstage/ui';
import styles from './PageTabs.module.css';

/** @public */
export interface PageTab {
  id: string;
  label: string;
  /** A path of the portal. */
  href: string;
}

/** @public */
export interface PageTabsProps {
  tabs: PageTab[];
  /** Id of the tab that is open. */
  current?: string;
  /** Names the navigation, e.g. "Component". */
  label: string;
}

/** So much of the tab beside the open one is seen, in pixels: there are more. */
const PEEK = 32;

/**
 * Links between the parts of one thing, for the `tabs` of a `PageHeader`. They are links and not ARIA tabs:
 * each part has its own address.
 *
 * @public
 */
export function PageTabs({ tabs, current, label }: PageTabsProps) {
  const nav = useRef<HTMLElement>(null);
  const open = useRef<HTMLLIElement>(null);
  // Where there is no room for all, the open one is among those that are seen.
  useLayoutEffect(() => {
    if (!nav.current || !open.current) return;
    const seen = nav.current.getBoundingClientRect();
    const tab = open.current.getBoundingClientRect();
    if (tab.right > seen.right) {
      nav.current.scrollLeft += tab.right - seen.right + PEEK;
    } else if (tab.left < seen.left) {
      nav.current.scrollLeft -= seen.left - tab.left + PEEK;
    }
  }, [current]);
  return (
    <nav ref={nav} className={styles.nav} aria-label={label}>
      <ul>
        {tabs.map(tab => (
          <li key={tab.id} ref={tab.id === current ? open : undefined}>
            <Link
              href={tab.href}
              standalone
              aria-current={tab.id === current ? 'page' : undefined}
            >
              {tab.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
