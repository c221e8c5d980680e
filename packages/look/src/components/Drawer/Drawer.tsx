import type { ReactNode } from 'react';
import { Dialog, DialogHeader } from '@backstage/ui';
import { ScrollArea } from '../ScrollArea';
import styles from './Drawer.module.css';

/** @public */
export interface DrawerProps {
  isOpen: boolean;
  onClose: () => void;
  /** Pixels; on a phone it is as wide as the screen. */
  width: number;
  /** A {@link DrawerContent}. */
  children?: ReactNode;
}

/**
 * What is behind a figure, at the right edge of the page.
 *
 * @public
 */
export function Drawer({ isOpen, onClose, width, children }: DrawerProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={open => {
        if (!open) onClose();
      }}
      className={styles.drawer}
      style={{ width }}
    >
      {children}
    </Dialog>
  );
}

/** @public */
export interface DrawerContentProps {
  title: string;
  /** What the title is about: whose, where, when. */
  detail: string;
  /** What is counted, in a sentence. */
  about: ReactNode;
  /** Names what scrolls. */
  label: string;
  children: ReactNode;
}

/**
 * What stands in a {@link Drawer}.
 *
 * @public
 */
export function DrawerContent(props: DrawerContentProps) {
  const { title, detail, about, label, children } = props;
  return (
    <>
      <DialogHeader className={styles.header}>{title}</DialogHeader>
      <div className={styles.about}>
        <p className={styles.detail}>{detail}</p>
        <p>{about}</p>
      </div>
      <ScrollArea label={label} className={styles.body}>
        {children}
      </ScrollArea>
    </>
  );
}
