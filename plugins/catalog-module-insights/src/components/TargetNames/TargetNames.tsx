import { Fragment } from 'react';
import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import { EntityLink } from '../EntityLink';
import styles from './TargetNames.module.css';

const shown = 5;

interface TargetNamesProps {
  targets: CompoundEntityRef[];
  /** Where all of them are listed. */
  allHref?: string;
}

/** The first few of what something is related to, by name, and how many more there are. */
export function TargetNames({ targets, allHref }: TargetNamesProps) {
  const more = targets.length - shown;
  const words = `and ${more.toLocaleString('en-US')} more`;
  return (
    <span>
      {targets.slice(0, shown).map((target, index) => (
        <Fragment key={stringifyEntityRef(target)}>
          {index > 0 ? ', ' : null}
          <EntityLink entityRef={target} />
        </Fragment>
      ))}
      {more > 0 ? (
        <span className={styles.quiet}>
          {' '}
          {allHref ? <Link href={allHref}>{words}</Link> : words}
        </span>
      ) : null}
    </span>
  );
}
