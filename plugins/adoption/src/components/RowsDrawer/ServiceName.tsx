import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import { entityPath } from '@fairway/plugin-catalog-insights-react';
import { nameTeam } from '../../model/words';
import styles from './RowsDrawer.module.css';

interface ServiceNameProps {
  entityRef: string;
  team?: string;
}

/** A service, the way to its page, and whose it is. */
export function ServiceName({ entityRef, team }: ServiceNameProps) {
  const ref = parseEntityRef(entityRef);
  return (
    <>
      <Link standalone href={entityPath(ref)} weight="bold">
        {ref.name}
      </Link>
      <span className={styles.quiet}>{nameTeam(team)}</span>
    </>
  );
}
