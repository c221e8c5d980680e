import { lazy, Suspense, useEffect, useId, useRef, useState } from 'react';
import { Link, useLocation } from 'react-router-dom';
import type {
  NavContentComponentProps,
  NavContentNavItems,
} from '@backstage/plugin-app-react';
import { ButtonLink } from '@backstage/ui';
import { RiAddLine, RiSearchLine } from '@remixicon/react';
import { Brand } from '../../layout';
import {
  elsewhere,
  main,
  own,
  seldom,
  type Destination,
} from '../destinations';
import { NavButton, NavLink } from '../NavItem';
import { NotificationsItem } from '../NotificationsItem';
import { ProfileMenu } from '../ProfileMenu';
import { TopBar } from '../TopBar';
import { modifierKey, useSearchKey } from './useSearchKey';
import styles from './NavContent.module.css';

const SearchPalette = lazy(() => import('../SearchPalette'));

interface Entry extends Destination {
  href: string;
}

/** The destinations whose page is there, and those pages that no destination names. */
function arrange(navItems: NavContentNavItems) {
  const items = navItems.clone();
  const place = (destinations: Destination[]): Entry[] =>
    destinations.flatMap(destination => {
      const item = items.take(destination.page);
      const below = destination.below ?? '';
      return item ? [{ ...destination, href: `${item.href}${below}` }] : [];
    });
  const notifications = items.take('page:notifications')?.href;
  elsewhere.forEach(page => items.take(page));
  const places = { main: place(main), seldom: place(seldom), own: place(own) };
  const others = items.rest().map(item => ({
    page: item.node.spec.id,
    title: item.title,
    icon: <>{item.icon}</>,
    href: item.href,
  }));
  return { ...places, others, notifications };
}

function links(entries: Entry[]) {
  return entries.map(entry => <NavLink key={entry.page} {...entry} />);
}

/** The portal's navigation: beside the page, or behind a menu button where it is narrow. */
export function NavContent({ navItems }: NavContentComponentProps) {
  const menuId = useId();
  const menuButton = useRef<HTMLButtonElement>(null);
  const { pathname } = useLocation();
  const [menuOpen, setMenuOpen] = useState(false);
  const [searching, setSearching] = useState(false);

  useSearchKey(() => setSearching(true));
  useEffect(() => setMenuOpen(false), [pathname]);

  const places = arrange(navItems);
  const createHref = navItems.clone().take('page:scaffolder')?.href;
  const openSearch = () => {
    setMenuOpen(false);
    setSearching(true);
  };

  return (
    <>
      <TopBar
        menuOpen={menuOpen}
        menuId={menuId}
        menuButtonRef={menuButton}
        createHref={createHref}
        onMenu={() => setMenuOpen(open => !open)}
        onSearch={openSearch}
      />
      {/* Escape anywhere in the menu closes it; the links in it are what is operated. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <nav
        id={menuId}
        className={styles.nav}
        aria-label="Main"
        data-open={menuOpen || undefined}
        onKeyDown={event => {
          if (event.key === 'Escape' && menuOpen) {
            setMenuOpen(false);
            menuButton.current?.focus();
          }
        }}
      >
        <Link to="/" className={styles.brand}>
          <Brand />
        </Link>
        {createHref ? (
          <ButtonLink
            variant="primary"
            size="small"
            href={createHref}
            iconStart={<RiAddLine />}
            className={styles.create}
          >
            Create Service
          </ButtonLink>
        ) : null}
        <ul>
          <NavButton
            icon={<RiSearchLine size={16} />}
            title="Search"
            end={`${modifierKey.short} K`}
            keys={`${modifierKey.aria}+K`}
            onClick={openSearch}
          />
          {links(places.main)}
        </ul>
        <hr />
        <ul>
          {links(places.others)}
          {links(places.seldom)}
        </ul>
        <ul className={styles.last}>
          {places.notifications ? (
            <NotificationsItem href={places.notifications} />
          ) : null}
          {links(places.own)}
          <ProfileMenu />
        </ul>
      </nav>
      {searching ? (
        <Suspense fallback={null}>
          <SearchPalette onClose={() => setSearching(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
