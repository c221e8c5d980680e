import type { CompoundEntityRef } from '@backstage/catalog-model';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { GroupLevel } from '../queries/ScopeMembers';
import { ORGANISATION } from '../rollups/blocks';

/** Whose figures are asked for. */
export interface Scope {
  level: 'entity' | 'organisation' | GroupLevel;
  /** An entity ref, or `organisation`. */
  ref: string;
}

export const organisationScope: Scope = {
  level: 'organisation',
  ref: ORGANISATION,
};

const LEVEL_OF_KIND: Record<string, GroupLevel> = {
  group: 'owner',
  system: 'system',
  domain: 'domain',
};

/** The kind of the entity that stands for a level. */
export const KIND_OF_LEVEL: Record<GroupLevel, string> = {
  owner: 'group',
  system: 'system',
  domain: 'domain',
};

/** The scope that an entity stands for: itself, or what belongs to it. */
export function scopeOf(entity: CompoundEntityRef): Scope {
  const ref = stringifyEntityRef(entity);
  return {
    ref,
    level: LEVEL_OF_KIND[entity.kind.toLocaleLowerCase('en-US')] ?? 'entity',
  };
}
