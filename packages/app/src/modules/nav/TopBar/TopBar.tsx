import type { Ref } from 'react';
import { Link } from 'react-router-dom';
import { ButtonIcon, ButtonLink, VisuallyHidden } from '@backstage/ui';
import {
  RiAddLine,
  RiCloseLine,
  RiMenuLine,
  RiSearchLine,
} from '@remixicon/react';
import { Brand } from '../../layout';
import styles from './TopBar.module.css';

interface TopBarProps {
  menuOpen: boolean;
  menuId: string;
  menuButtonRef: Ref<HTMLButtonElement>;
  createHref?: string;
  onMenu: () => void;
  onSearch: () => void;
}

/** What is left of the navigation where there is no room for it. */
export function TopBar(props: TopBarProps) {
  const { menuOpen, menuId, menuButtonRef, createHref, onMenu, onSearch } =
    props;
  return (
    <header className={styles.bar}>
      <Link to="/" className={styles.brand}>
        <Brand />
      </Link>
      <ButtonIcon
        variant="tertiary"
        icon={<RiSearchLine />}
        aria-label="Search"
        onPress={onSearch}
      />
      {createHref ? (
        <ButtonLink variant="tertiary" href={createHref} className={styles.add}>
          <RiAddLine size={16} aria-hidden />
          <VisuallyHidden>Create Service</VisuallyHidden>
        </ButtonLink>
      ) : null}
      <ButtonIcon
        ref={menuButtonRef}
        variant="tertiary"
        icon={menuOpen ? <RiCloseLine /> : <RiMenuLine />}
        aria-label="Menu"
        aria-expanded={menuOpen}
        aria-controls={menuId}
        onPress={onMenu}
      />
    </header>
  );
}
