import {
  parseEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/** The template that an entity was made from. */
export interface GoldenPath {
  template: CompoundEntityRef;
  version?: string;
}

/** The template an entity was made from, as it says itself; undefined where it says none or none that can be. */
export function readGoldenPath(entity: Entity): GoldenPath | undefined {
  const annotations = entity.metadata.annotations ?? {};
  const ref = annotations['fairway/template'];
  if (!ref) return undefined;
  try {
    const template = parseEntityRef(ref, { defaultKind: 'template' });
    return { template, version: annotations['fairway/template-version'] };
  } catch {
    return undefined;
  }
}
