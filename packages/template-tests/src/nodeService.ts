import type { ComponentEntityV1alpha1 } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import type { Rendering } from './startScaffolder';

/** Harmless answers to the form of `node-service`. */
export const plainValues = {
  name: 'payments-webhooks',
  owner: 'group:default/payments',
  description: 'Receives events from payment providers and hands them on once',
  system: 'system:default/billing',
  tier: '2',
};

export function readRendered({ files }: Rendering, path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new Error(`${path} was not rendered`);
  return text;
}

/** The one entity of the rendered catalog-info.yaml, as the catalog reads it. */
export function readComponent(rendering: Rendering): ComponentEntityV1alpha1 {
  const documents = parseAllDocuments(
    readRendered(rendering, 'catalog-info.yaml'),
  );
  if (documents.length !== 1) throw new Error('There must be one entity');
  return documents[0].toJS();
}
