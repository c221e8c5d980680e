import { registerMswTestHooks } from '@backstage/backend-test-utils';
import { Octokit } from '@octokit/rest';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import {
  API,
  forgeHandlers,
  run,
  stagingAhead,
  V215,
} from '../__testUtils__/fakeForge';
import { startPromotion } from './startPromotion';

describe('startPromotion', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  async function start(pause: jest.Mock) {
    return startPromotion({
      octokit: new Octokit({ baseUrl: API }),
      repository: {
        host: 'forge.test:7990',
        owner: 'acme',
        repo: 'checkout-api',
      },
      promotion: {
        from: 'staging',
        to: 'production',
        version: 'v215',
        revision: V215,
      },
      pause,
    });
  }

  const dispatched = http.post(
    `${API}/repos/acme/checkout-api/actions/workflows/promote.yaml/dispatches`,
    () => new HttpResponse(null, { status: 204 }),
  );

  it('looks again until the forge lists the run', async () => {
    const forge = { ...stagingAhead(), runs: [run(1)] };
    server.use(...forgeHandlers(forge), dispatched);
    const pause = jest.fn(async () => {
      if (pause.mock.calls.length === 3) {
        forge.runs.unshift(run(2, { status: 'queued' }));
      }
    });

    const { url } = await start(pause);

    expect(url).toMatch(/runs\/2$/);
    expect(pause).toHaveBeenCalledTimes(3);
  });

  it("gives the workflow's page when the run is not listed for long", async () => {
    server.use(...forgeHandlers(stagingAhead()), dispatched);
    const pause = jest.fn(async () => {});

    const { url } = await start(pause);

    expect(url).toBe(
      'http://forge.test:7990/acme/checkout-api/actions/workflows/promote.yaml',
    );
    expect(pause).toHaveBeenCalledTimes(4);
  });
});
