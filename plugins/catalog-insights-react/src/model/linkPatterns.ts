import { parseEntityRef, type Entity } from '@backstage/catalog-model';

/**
 * Addresses for all components, with placeholders for what differs: `https://grafana.example.org/d/1?var-app={name}`.
 *
 * @public
 */
export type LinkPatterns = Partial<
  Record<'logs' | 'metrics' | 'traces' | 'runbook' | 'onCall', string>
>;

/** The name in a reference of `spec`; a reference that is none names nothing. */
function nameIn(value: unknown, defaultKind: string): string | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return parseEntityRef(value, { defaultKind }).name;
  } catch {
    return undefined;
  }
}

function valuesOf(entity: Entity): Record<string, string | undefined> {
  const { metadata, spec } = entity;
  const { annotations = {} } = metadata;
  const slug = annotations['github.com/project-slug']?.split('/') ?? [];
  const [organisation, repository] = slug.length === 2 ? slug : [];
  return {
    name: metadata.name,
    namespace: metadata.namespace ?? 'default',
    owner: nameIn(spec?.owner, 'group'),
    system: nameIn(spec?.system, 'system'),
    organisation,
    repository,
    kubernetesId: annotations['backstage.io/kubernetes-id'],
  };
}

/**
 * The address of a component by a pattern; none for one of which a placeholder is not known: half an address leads nowhere.
 * What is filled in is encoded, so that it can be a part of the address and nothing else.
 */
export function fillPattern(
  pattern: string,
  entity: Entity,
): string | undefined {
  if (entity.kind !== 'Component' || !/^https?:\/\//i.test(pattern)) {
    return undefined;
  }
  const values = valuesOf(entity);
  let complete = true;
  const address = pattern.replace(/\{(\w*)\}/g, (_, placeholder: string) => {
    const value = Object.hasOwn(values, placeholder)
      ? values[placeholder]
      : undefined;
    // A dot alone is a step in a path, and is not encoded.
    if (!value || /^\.+$/.test(value)) complete = false;
    return encodeURIComponent(value ?? '');
  });
  return complete ? address : undefined;
}
