import { render, screen } from '@testing-library/react';
import { answering, dana, fakePortal } from './__testUtils__/fakePortal';
import { createPortal } from './App';
import { headStart } from './headStart';

const configured = (data: object) => {
  document.head.innerHTML = `<script type="backstage.io/config">${JSON.stringify([{ context: 'app', data }])}</script>`;
};

const rows = answering('/api/catalog/insights/components', {
  items: [
    {
      entityRef: 'component:default/checkout-api',
      name: 'checkout-api',
      tags: [],
    },
  ],
});

/** The portal fetches as a browser does: through the window. */
function startEarly(session?: typeof dana) {
  const { requests } = fakePortal({ session, answers: [rows] });
  window.fetch = global.fetch;
  headStart();
  global.fetch = window.fetch;
  return requests;
}

const before = global.fetch;
afterEach(() => {
  global.fetch = before;
  document.head.innerHTML = '';
});

describe('headStart', () => {
  it('asks what the catalog page will ask, so that nothing is asked twice', async () => {
    configured({ backend: { baseUrl: 'http://localhost' } });
    window.history.replaceState({}, '', '/catalog?owner=group:default/a&q=x');
    const requests = startEarly(dana);
    render(createPortal());

    expect(
      await screen.findByRole('link', { name: 'checkout-api' }),
    ).toBeVisible();
    for (const asked of [
      'GET /api/auth/github/refresh',
      'GET /api/catalog/insights/components',
    ])
      expect(requests.filter(one => one === asked)).toHaveLength(1);
  });

  it('lets the portal ask for itself where nobody is signed in', async () => {
    configured({ backend: { baseUrl: 'http://localhost' } });
    window.history.replaceState({}, '', '/catalog');
    const requests = startEarly();
    render(createPortal());

    expect(
      await screen.findByRole('button', { name: 'Sign in with GitHub' }),
    ).toBeVisible();
    expect(requests).toEqual(['GET /api/auth/github/refresh']);
  });

  it('asks nothing where the page does not say who is to be asked', () => {
    expect(startEarly(dana)).toEqual([]);
  });
});
