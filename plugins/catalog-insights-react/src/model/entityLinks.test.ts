import type { Entity } from '@backstage/catalog-model';
import { listEntityLinks } from './entityLinks';

const page = '/catalog/default/component/checkout-api';

const checkoutApi: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'checkout-api',
    annotations: {
      'backstage.io/source-location':
        'url:http://localhost:7990/acme/checkout-api/tree/main/',
      'github.com/project-slug': 'acme/checkout-api',
      'backstage.io/techdocs-ref': 'dir:.',
      'fairway/logs-url': 'https://logs.example.org/checkout-api',
      // eslint-disable-next-line no-script-url -- that it never becomes a link is what is tested
      'fairway/traces-url': 'javascript:alert(1)',
    },
    links: [
      { title: 'Runbook', url: 'https://example.org/runbook', icon: 'docs' },
      {
        title: 'Service board',
        url: 'https://grafana.example.org',
        icon: 'dashboard',
      },
      // The source is linked to by its annotation.
      { title: 'Repository', url: 'http://localhost:7990/acme/checkout-api' },
      // eslint-disable-next-line no-script-url -- that it never becomes a link is what is tested
      { title: 'Trap', url: 'javascript:alert(1)' },
    ],
  },
};
const withAnnotations = (annotations: Record<string, string>): Entity => ({
  ...checkoutApi,
  metadata: { name: 'x', annotations },
});

describe('listEntityLinks', () => {
  it('lists what the annotations imply and what stands in the file, but no trap', () => {
    expect(listEntityLinks(checkoutApi, { page })).toEqual([
      {
        title: 'Source',
        href: 'http://localhost:7990/acme/checkout-api/tree/main/',
        target: 'source',
      },
      {
        title: 'CI runs',
        href: 'http://localhost:7990/acme/checkout-api/actions',
        target: 'ci',
      },
      { title: 'Docs', href: `${page}/docs`, target: 'docs' },
      {
        title: 'Logs',
        href: 'https://logs.example.org/checkout-api',
        target: 'logs',
      },
      {
        title: 'Runbook',
        href: 'https://example.org/runbook',
        target: 'runbook',
      },
      {
        title: 'Service board',
        href: 'https://grafana.example.org',
        target: 'metrics',
      },
    ]);
  });

  it.each([
    [{ 'backstage.io/source-location': 'file:/etc/passwd' }],
    // eslint-disable-next-line no-script-url
    [{ 'backstage.io/source-location': 'url:javascript:alert(1)' }],
    [{ 'backstage.io/view-url': 'data:text/html,x' }],
    [{ 'github.com/project-slug': 'acme/x' }],
  ])('makes no link of %j', annotations => {
    expect(listEntityLinks(withAnnotations(annotations), { page })).toEqual([]);
  });

  it('does not let a slug lead elsewhere', () => {
    const links = listEntityLinks(
      withAnnotations({
        'backstage.io/source-location': 'url:https://github.com/acme/x/',
        'github.com/project-slug': '../../evil?x=',
      }),
      { page },
    );

    expect(links.map(({ title }) => title)).toEqual(['Source']);
  });
});
