import { useCallback } from 'react';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuestion } from '@fairway/plugin-metrics-react';

/** The API answers for at most so many at once. */
const MOST = 100;

/** The services of a team, a system or a domain, as far as the reader may see them. */
export function useServices(entity: Entity) {
  const catalogApi = useApi(catalogApiRef);
  const ref = stringifyEntityRef(entity);
  const kind = entity.kind.toLowerCase();
  const ask = useCallback(async () => {
    const list = async (filter: Record<string, string | string[]>) => {
      const { items, totalItems } = await catalogApi.queryEntities({
        filter,
        limit: MOST,
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
        orderFields: [{ field: 'metadata.name', order: 'asc' }],
      });
      return { refs: items.map(item => stringifyEntityRef(item)), totalItems };
    };
    if (kind !== 'domain') {
      const relation = kind === 'group' ? 'ownedBy' : 'partOf';
      return list({ kind: 'component', [`relations.${relation}`]: ref });
    }
    const systems = await list({ kind: 'system', 'relations.partOf': ref });
    return systems.refs.length
      ? list({ kind: 'component', 'relations.partOf': systems.refs })
      : { refs: [], totalItems: 0 };
  }, [catalogApi, ref, kind]);
  return useQuestion(ref, ask);
}
