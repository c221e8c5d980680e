import type { CompoundEntityRef } from '@backstage/catalog-model';

/**
 * Path of the page of an entity in the portal.
 *
 * @public
 */
export function entityPath(ref: CompoundEntityRef): string {
  const parts = [ref.namespace, ref.kind, ref.name];
  const path = parts.map(part => encodeURIComponent(part.toLowerCase()));
  return `/catalog/${path.join('/')}`;
}
