import { mockServices } from '@backstage/backend-test-utils';
import { ScriptedForge, testConfig } from '../__testUtils__/ScriptedForge';
import { ForgeClients } from '../forge/ForgeClients';
import { PackedCommit } from './commitFolder';
import { GitRemote } from './GitRemote';
import { FLUSH, pktLine } from './pktLines';

const NO_OBJECT = '0'.repeat(40);
const commit: PackedCommit = {
  hash: 'c'.repeat(40),
  pack: Buffer.from('PACK and so on'),
};
let forge: ScriptedForge;

beforeAll(async () => {
  forge = await ScriptedForge.start();
});
afterEach(() => forge.reset());
afterAll(() => forge.stop());

const advertisement = (refs: string) =>
  `${pktLine('# service=git-receive-pack\n')}${FLUSH}${refs}${FLUSH}`;
const empty = (capabilities: string) =>
  advertisement(pktLine(`${NO_OBJECT} capabilities^{}\0${capabilities}\n`));
const report = (...lines: string[]) =>
  `${lines.map(line => pktLine(`${line}\n`)).join('')}${FLUSH}`;
const band = (number: number, text: string) =>
  pktLine(`${String.fromCharCode(number)}${text}`);

/** Answers the next request with text as it is. */
function say(text: string): void {
  forge.script((_req, res) => {
    res.writeHead(200).end(text);
  });
}

async function push(
  options: { signal?: AbortSignal; callTimeout?: number } = {},
) {
  const { signal, callTimeout = 30_000 } = options;
  const clients = ForgeClients.create({
    config: testConfig(forge.host, { callTimeout }),
    integrations: forge.integrations(),
  });
  const { fetch, token, webUrl } = await clients.forRepository(
    { host: forge.host, organisation: 'acme' },
    { logger: mockServices.logger.mock(), signal },
  );
  const remote = await GitRemote.open({
    url: `${webUrl}/acme/ledger.git`,
    token,
    fetch,
    signal,
  });
  await remote.createBranch('main', commit);
}

describe('GitRemote', () => {
  it('sends what the forge can take, and reads its report', async () => {
    say(empty('report-status delete-refs quiet object-format=sha1'));
    let sent = '';
    forge.script(async (req, res) => {
      for await (const chunk of req) {
        sent += chunk;
      }
      res.writeHead(200).end(report('unpack ok', 'ok refs/heads/main'));
    });
    await push();
    const command = `${NO_OBJECT} ${commit.hash} refs/heads/main\0 report-status quiet`;
    expect(sent).toBe(`${pktLine(command)}${FLUSH}${commit.pack}`);
    expect(forge.requests).toEqual([
      'GET /acme/ledger.git/info/refs?service=git-receive-pack',
      'POST /acme/ledger.git/git-receive-pack',
    ]);
  });

  it('sends nothing when the branch has the commit already', async () => {
    say(
      advertisement(
        pktLine(`${commit.hash} refs/heads/main\0report-status\n`) +
          pktLine(`${commit.hash} refs/heads/other\n`),
      ),
    );
    await push();
    expect(forge.requests).toHaveLength(1);
  });

  it('leaves another history alone', async () => {
    const other = 'd'.repeat(40);
    say(
      advertisement(
        pktLine(`${commit.hash} refs/heads/a\0report-status\n`) +
          pktLine(`${other} refs/heads/main\n`),
      ),
    );
    await expect(push()).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('already has another history on main'),
    });
    expect(forge.requests).toHaveLength(1);
  });

  it.each([
    [
      'a branch that came into being meanwhile',
      report('unpack ok', 'ng refs/heads/main reference already exists'),
      'ConflictError',
      'already has another history on main',
    ],
    [
      'a permission that is missing',
      report(
        'unpack ok',
        'ng refs/heads/main refusing to allow a GitHub App to create or update workflow `.github/workflows/ci.yaml` without `workflows` permission',
      ),
      'NotAllowedError',
      'without `workflows` permission',
    ],
    [
      'a commit that is not taken',
      report(
        'unpack index-pack abnormal exit',
        'ng refs/heads/main unpacker error',
      ),
      'ConflictError',
      'It said: index-pack abnormal exit: unpacker error',
    ],
    [
      'no word about the branch',
      report('unpack ok'),
      'ServiceUnavailableError',
      'did not say whether it has the commit',
    ],
    ['something else', '<html>', 'ServiceUnavailableError', 'not in the form'],
    ['less than announced', '00ffunpack', 'ServiceUnavailableError', 'not in'],
  ])('tells %s', async (_, answer, name, message) => {
    say(empty('report-status'));
    say(answer);
    await expect(push()).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  it('passes on what the forge says beside its report', async () => {
    const refused = report(
      'unpack ok',
      'ng refs/heads/main pre-receive hook declined',
    );
    say(empty('report-status side-band-64k'));
    say(
      band(2, 'GH013: Repository rule ') +
        band(1, refused.slice(0, 10)) +
        band(2, 'violations found\n') +
        band(1, refused.slice(10)) +
        FLUSH,
    );
    await expect(push()).rejects.toThrow(
      'It said: pre-receive hook declined: GH013: Repository rule violations found',
    );
    say(empty('report-status side-band-64k'));
    say(band(3, 'disk quota exceeded') + FLUSH);
    await expect(push()).rejects.toThrow('It said: disk quota exceeded');
  });

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
    expect(error.message).toContain('the forge answered 302');
    expect(error.message).not.toContain('the-token');
    expect(error.message).not.toContain(basic);
  });

  it.each([
    [401, 'NotAllowedError', 'Give the portal\'s GitHub App "contents: write"'],
    [403, 'NotAllowedError', 'Give the portal\'s GitHub App "contents: write"'],
    [404, 'NotFoundError', 'it was deleted or renamed after this request'],
    [502, 'ServiceUnavailableError', 'Retry in a while'],
  ])('tells what a %i means', async (status, name, message) => {
    forge.answer(status);
    await expect(push()).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });

  it('takes what is no git for what it is', async () => {
    say('<html>Welcome</html>');
    await expect(push()).rejects.toThrow('not in the form that git uses');
    say(report('hello'));
    await expect(push()).rejects.toThrow('there is no git at this address');
  });

  it('ends with the task, or with its own time, though the forge never answers', async () => {
    const task = new AbortController();
    forge.script(() => task.abort(new Error('cancelled')));
    await expect(push({ signal: task.signal })).rejects.toThrow('cancelled');
    forge.script(() => {});
    await expect(push({ callTimeout: 50 })).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('no answer'),
    });
  });
});
