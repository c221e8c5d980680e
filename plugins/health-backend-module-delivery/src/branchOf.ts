import {
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';

const MOST_CHARACTERS = 250;

/** The branch that an entity's source location names, as in `url:https://github.com/acme/shop/tree/main/`. */
export function branchOf({ metadata }: Entity): string | undefined {
  const location = metadata.annotations?.[ANNOTATION_SOURCE_LOCATION];
  const [, branch] = /\/(?:tree|blob)\/([^/?#]+)/.exec(location ?? '') ?? [];
  if (!branch || branch.length > MOST_CHARACTERS) return undefined;
  try {
    return decodeURIComponent(branch);
  } catch {
    return branch;
  }
}
