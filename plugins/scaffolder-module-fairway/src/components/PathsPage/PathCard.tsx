import { Box, ButtonLink } from '@backstage/ui';
import { Fact, FactList } from '@fairway/look';
import { RiArrowRightLine } from '@remixicon/react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { GoldenPath } from '../../model/path';
import { promiseName, shortName } from '../../model/promises';
import { pathRouteRef } from '../../routes';
import { PromiseIcon } from '../Promises';
import styles from './PathsPage.module.css';

export interface PathCardProps {
  path: GoldenPath;
  /** There is no other to choose; the way into it is then the page's one main action. */
  only: boolean;
}

/** A path: what one gets, whose it is, and the way into it. */
export function PathCard({ path, only }: PathCardProps) {
  const pathRoute = useRouteRef(pathRouteRef);
  const { namespace, name, promises, tags } = path;
  const kinds = [...new Set(promises.map(({ kind }) => kind))];
  return (
    <Box as="article" bg="neutral" className={styles.card}>
      <div className={styles.cardHead}>
        <h3>{path.title}</h3>
        {path.version ? (
          <span className={styles.version}>{path.version}</span>
        ) : null}
      </div>
      {path.description ? (
        <p className={styles.text}>{path.description}</p>
      ) : null}
      {kinds.length > 0 ? (
        <ul className={styles.kinds} aria-label="What one gets">
          {kinds.map(kind => (
            <li key={kind}>
              <PromiseIcon kind={kind} />
              {promiseName(kind)}
            </li>
          ))}
        </ul>
      ) : null}
      <div className={styles.cardFoot}>
        <FactList inline>
          {path.owner ? (
            <Fact label="Kept by">{shortName(path.owner)}</Fact>
          ) : null}
          {tags.length > 0 ? <Fact label="Tags">{tags.join(', ')}</Fact> : null}
        </FactList>
        <ButtonLink
          variant={only ? 'primary' : 'secondary'}
          size="small"
          iconEnd={<RiArrowRightLine />}
          href={
            pathRoute?.({ namespace, templateName: name }) ??
            `/create/templates/${namespace}/${name}`
          }
          aria-label={`Take this path: ${path.title}`}
        >
          Take this path
        </ButtonLink>
      </div>
    </Box>
  );
}
