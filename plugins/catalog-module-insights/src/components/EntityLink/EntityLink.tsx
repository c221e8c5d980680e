import type { CompoundEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import { entityPath } from '@fairway/plugin-catalog-insights-react';

interface EntityLinkProps {
  entityRef: CompoundEntityRef;
  /** Without a line under it: where a whole column is links. */
  standalone?: boolean;
}

/** An entity's name, leading to its page. */
export function EntityLink({ entityRef, standalone }: EntityLinkProps) {
  return (
    <Link href={entityPath(entityRef)} standalone={standalone}>
      {entityRef.name}
    </Link>
  );
}
