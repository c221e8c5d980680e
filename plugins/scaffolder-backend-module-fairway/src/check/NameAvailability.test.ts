import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ScriptedForge, testConfig } from '../__testUtils__/ScriptedForge';
import { ForgeClients } from '../forge/ForgeClients';
import { NameAvailability } from './NameAvailability';

let forge: ScriptedForge;

beforeAll(async () => {
  forge = await ScriptedForge.start();
});
afterEach(() => forge.reset());
afterAll(() => forge.stop());

function availability() {
  return NameAvailability.create({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities: [] }),
    forge: ForgeClients.create({
      config: testConfig(forge.host),
      integrations: forge.integrations(),
    }),
    logger: mockServices.logger.mock(),
  });
}

const target = () => ({
  host: forge.host,
  organisation: 'acme',
  name: 'ledger',
});

describe('NameAvailability', () => {
  it('takes the old name of a renamed repository for taken', async () => {
    const moved = {
      full_name: 'acme/books',
      html_url: 'http://forge/acme/books',
      archived: false,
    };
    forge
      .answer(301, {}, { location: `http://${forge.host}/repositories/5` })
      .answer(200, moved);
    await expect(availability().assertFree(target())).rejects.toMatchObject({
      name: 'ConflictError',
      field: 'name',
      message:
        'name: Repository acme/ledger already exists (its name leads to acme/books): http://forge/acme/books',
    });
  });

  it('takes no name for free when the forge does not know', async () => {
    forge.answer(502);
    await expect(availability().assertFree(target())).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });

  it('takes a name for free that neither knows', async () => {
    forge.answer(404, { message: 'Not Found' });
    await expect(availability().assertFree(target())).resolves.toBeUndefined();
  });
});
