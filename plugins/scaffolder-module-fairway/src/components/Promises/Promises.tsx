import type { RemixiconComponentType } from '@remixicon/react';
import { Row, Rows } from '@fairway/look';
import {
  RiBookOpenLine,
  RiGitRepositoryLine,
  RiGlobalLine,
  RiPlayCircleLine,
  RiStackLine,
  RiTeamLine,
} from '@remixicon/react';
import type { JsonObject } from '@backstage/types';
import {
  fillPromise,
  promiseName,
  type PathPromise,
  type PromiseKind,
} from '../../model/promises';
import styles from './Promises.module.css';

const icons: Record<PromiseKind, RemixiconComponentType> = {
  repository: RiGitRepositoryLine,
  ci: RiPlayCircleLine,
  staging: RiGlobalLine,
  catalog: RiStackLine,
  docs: RiBookOpenLine,
  access: RiTeamLine,
};

/** The icon of what a path makes. */
export function PromiseIcon({ kind }: { kind: PromiseKind }) {
  const Icon = icons[kind];
  return <Icon size={16} aria-hidden />;
}

export interface PromisesProps {
  promises: PathPromise[];
  values: JsonObject;
  organisation?: string;
  /** Name and text side by side, in place of one below the other. */
  wide?: boolean;
}

/** What will be created, with the answers filled in as far as they are given. */
export function Promises(props: PromisesProps) {
  const { promises, values, organisation, wide } = props;
  return (
    <Rows tight ordered={wide}>
      {promises.map(({ kind, text }, index) => {
        const filled = fillPromise(text, values, organisation).map(
          (part, place) => (
            <span key={place} data-source={part.source}>
              {part.source === 'open' ? `‹${part.text}›` : part.text}
            </span>
          ),
        );
        const icon = <PromiseIcon kind={kind} />;
        const name = promiseName(kind);
        return wide ? (
          <Row key={`${kind}${index}`} start={icon}>
            <span className={styles.wide}>
              <b>{name}</b>
              <span className={styles.quiet}>{filled}</span>
            </span>
          </Row>
        ) : (
          <Row
            key={`${kind}${index}`}
            start={icon}
            detail={<span className={styles.text}>{filled}</span>}
          >
            <span className={styles.name}>{name}</span>
          </Row>
        );
      })}
    </Rows>
  );
}
