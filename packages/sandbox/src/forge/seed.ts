/** When everything that is planted was made. */
export const seedTime = '2026-01-05T09:00:00Z';

export const people = [
  { login: 'dana', name: 'Dana Osei', owner: false },
  { login: 'lena', name: 'Lena Fischer', owner: false },
  { login: 'milo', name: 'Milo Brandt', owner: false },
  { login: 'petra', name: 'Petra Novak', owner: true },
];

export const teams = [
  {
    slug: 'checkout',
    name: 'Checkout',
    description: 'Cart, order and what comes before paying',
    members: ['dana'],
    maintainers: [],
  },
  {
    slug: 'growth',
    name: 'Growth',
    description: 'How customers find the shop, and come back',
    members: ['milo'],
    maintainers: [],
  },
  {
    slug: 'payments',
    name: 'Payments',
    description: 'Charging, refunding, accounting',
    members: ['milo'],
    maintainers: ['lena'],
  },
  {
    slug: 'platform',
    name: 'Platform',
    description: 'The paved road that the other teams build on',
    members: [],
    maintainers: ['petra'],
  },
];

const catalog = `apiVersion: backstage.io/v1alpha1
kind: Domain
metadata:
  name: commerce
  title: Commerce
  description: Everything that sells
spec:
  owner: group:default/platform
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: checkout
  title: Checkout
  description: From the cart to a placed order
spec:
  owner: group:default/checkout
  domain: commerce
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: billing
  title: Billing
  description: Charges, refunds and invoices
spec:
  owner: group:default/payments
  domain: commerce
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: growth
  title: Growth
  description: Campaigns, recommendations, loyalty
spec:
  owner: group:default/growth
  domain: commerce
`;

const readme = `# Catalog

The domains and systems of Acme. Services describe themselves, each in its own repository; what is above them is here.
`;

/** The one repository that is there from the start. */
export const catalogRepository = {
  name: 'catalog',
  description: 'Domains and systems of Acme',
  topics: ['catalog'],
  team: 'platform',
  author: 'petra',
  files: [
    { path: 'README.md', content: readme },
    { path: 'catalog-info.yaml', content: catalog },
  ],
};
