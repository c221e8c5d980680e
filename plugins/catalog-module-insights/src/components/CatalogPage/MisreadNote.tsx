import { InlineNote } from '@fairway/look';
import type { Misread } from '../../model/misread';
import styles from './CatalogPage.module.css';

/** Names what stands in the address and can't be meant: it is shown without it, and goes with the next change. */
export function MisreadNote({ misread }: { misread: Misread[] }) {
  if (misread.length === 0) return null;
  return (
    <div className={styles.misread}>
      <InlineNote tone="warning" title="Shown without a part of the address.">
        {misread.map(({ text, rule }) => (
          <span key={text}>
            <code>{text}</code> is not understood: {rule}.{' '}
          </span>
        ))}
      </InlineNote>
    </div>
  );
}
