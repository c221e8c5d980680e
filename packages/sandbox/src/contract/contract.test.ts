import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  startTestSandbox,
  TestSandbox,
} from '../__testUtils__/startTestSandbox';
import { ContractChecker } from './ContractChecker';
import { exerciseOperations } from '../__testUtils__/exerciseOperations';

const openApi = process.env.FAIRWAY_GITHUB_OPENAPI;

if (!openApi) {
  process.stderr.write(
    'Skipped: the contract with GitHub. FAIRWAY_GITHUB_OPENAPI names no file with its OpenAPI description.\n',
  );
}

/** The operations of the forge; those of the workflow runner have a test of their own. */
const operations = readFileSync(join(__dirname, '../../operations.txt'), 'utf8')
  .split('\n')
  .filter(
    line => /^[A-Z]+ \//.test(line) && !/\/(?:actions|check-runs)/.test(line),
  );

// A hundred operations, most of them with a process of git or more.
jest.setTimeout(60_000);

(openApi ? describe : describe.skip)('the contract with GitHub', () => {
  let contract: ContractChecker;
  let sandbox: TestSandbox;

  beforeAll(async () => {
    contract = ContractChecker.read(openApi!);
    sandbox = await startTestSandbox({ contract });
  });
  afterAll(() => sandbox.remove());

  it('is kept by every operation that the forge answers', async () => {
    await exerciseOperations(sandbox);
    expect(contract.violations).toEqual([]);
    const missing = operations.filter(
      operation => !contract.seen.includes(operation),
    );
    expect(missing).toEqual([]);
  });
});
