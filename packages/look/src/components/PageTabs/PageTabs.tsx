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

/**
 * Links between the parts of one thing, for the `tabs` of a `PageHeader`. They are links and not ARIA tabs:
 * each part has its own address.
 *
 * @public
 */
export function PageTabs({ tabs, current, label }: PageTabsProps) {
  return (
    <nav className={styles.nav} aria-label={label}>
      <ul>
        {tabs.map(tab => (
          <li key={tab.id}>
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
