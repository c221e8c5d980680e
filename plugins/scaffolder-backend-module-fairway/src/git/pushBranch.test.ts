import { createMockDirectory } from '@backstage/backend-test-utils';
import { mkdir } from 'node:fs/promises';
import { ScriptedForge } from '../__testUtils__/ScriptedForge';
import { commitFolder } from './commitFolder';
import { pushBranch } from './pushBranch';

const directory = createMockDirectory();
let forge: ScriptedForge;
let commit: string;

beforeAll(async () => {
  forge = await ScriptedForge.start();
  directory.setContent({ workspace: { 'README.md': '# Ledger' } });
  await mkdir(directory.resolve('git'));
  commit = await commitFolder({
    folder: directory.resolve('workspace'),
    files: [{ path: 'README.md', kind: 'file' }],
    gitDir: directory.resolve('git'),
    message: 'Create it\n',
    signature: { name: 'F', email: 'f@example.org', date: '2026-03-01T12:00Z' },
  });
});
afterEach(() => forge.reset());
afterAll(() => forge.stop());

function push(signal?: AbortSignal) {
  return pushBranch({
    gitDir: directory.resolve('git'),
    remoteUrl: `http://${forge.host}/acme/ledger.git`,
    token: 'the-token',
    commit,
    branch: 'main',
    signal,
  });
}

describe('pushBranch', () => {
  it('shows its token to the forge and to nobody else', async () => {
    let seen: string | undefined;
    forge.script((req, res) => {
      seen = req.headers.authorization;
      res.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end();
    });
    const error = await push().catch(e => e);
    const basic = Buffer.from('x-access-token:the-token').toString('base64');
    expect(seen).toBe(`Basic ${basic}`);
    // A redirect is not followed.
    expect(error.name).toBe('ServiceUnavailableError');
    expect(error.message).not.toContain('the-token');
    expect(error.message).not.toContain(basic);
  });

  it.each([
    [401, 'NotAllowedError', 'Give the portal\'s GitHub App "contents: write"'],
    [403, 'NotAllowedError', 'Give the portal\'s GitHub App "contents: write"'],
    [404, 'NotFoundError', 'it was deleted or renamed after this request'],
    [502, 'ServiceUnavailableError', 'Retry in a while'],
  ])('tells what a %i means', async (status, name, message) => {
    forge.answer(status).answer(status);
    await expect(push()).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  it('ends with the task, though the forge never answers', async () => {
    const task = new AbortController();
    forge.script(() => task.abort(new Error('cancelled')));
    await expect(push(task.signal)).rejects.toThrow('cancelled');
  });
});
