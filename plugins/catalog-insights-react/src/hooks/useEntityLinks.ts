import { useMemo } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { listEntityLinks, type EntityLink } from '../model/entityLinks';
import type { LinkPatterns } from '../model/linkPatterns';

/**
 * Lists the links of an entity as `listEntityLinks` does, with the patterns of `fairway.links`.
 *
 * @public
 */
export function useEntityLinks(): (entity: Entity) => EntityLink[] {
  const config = useApi(configApiRef);
  return useMemo(() => {
    const patterns = config.getOptional<LinkPatterns>('fairway.links') ?? {};
    return (entity: Entity) => listEntityLinks(entity, patterns);
  }, [config]);
}
