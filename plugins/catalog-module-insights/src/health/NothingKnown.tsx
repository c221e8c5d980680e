import type { Entity } from '@backstage/catalog-model';
import { EmptyState } from '@fairway/look';

/** What the sources of health find an entity by. */
const found = [
  'github.com/project-slug',
  'backstage.io/kubernetes-id',
  'backstage.io/kubernetes-label-selector',
];

/** In the place of reasons where no source has said anything: nothing leads to it yet, or none has looked yet. */
export function NothingKnown({ entity }: { entity: Entity }) {
  const annotations = entity.metadata.annotations ?? {};
  if (found.some(name => annotations[name])) {
    return (
      <EmptyState variant="noData" title="Nobody has looked yet">
        It is looked at every minute: whether it answers where it runs, how its
        last deployment and CI run went, and what is firing.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      variant="notConfigured"
      title="Nothing looks after its health"
      missing={`metadata:\n  annotations:\n    github.com/project-slug: acme/${entity.metadata.name}`}
    >
      Its catalog file does not say which repository or which workload it is, so
      Fairway can’t tell how it is doing.
    </EmptyState>
  );
}
