import { TestRuns } from '../../__testUtils__/TestRuns';
import { eventually, TestSandbox } from '../../__testUtils__/TestSandbox';
import { TestService } from '../../__testUtils__/TestService';

jest.setTimeout(60_000);

const sandbox = new TestSandbox({ seed: true });
const runs = new TestRuns(sandbox);
let cookie: string;

beforeAll(async () => {
  process.env.FAIRWAY_DEPLOY_PORTS = '18270-18279';
  await sandbox.start();
  const response = await fetch(`${sandbox.sandbox.url}/login`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ login: 'petra' }),
  });
  [cookie] = (response.headers.get('set-cookie') ?? '').split(';');
});
afterAll(() => sandbox.remove());

async function open(path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`${sandbox.sandbox.url}${path}`, {
    headers: { cookie },
    redirect: 'manual',
  });
  return { status: response.status, text: await response.text() };
}

it('shows runs, a run with its artifacts, and a log whose lines have anchors', async () => {
  const { repository, id, jobs } = await runs.run(
    `
name: CI
on: push
jobs:
  build:
    runs-on: x
    steps:
      - name: Greet <b>
        run: echo "<script>alert(1)</script>" && echo "::error::too bad" && echo "# Sum" >> $GITHUB_STEP_SUMMARY
      - run: echo content > file.txt
      - uses: actions/upload-artifact@v4
        with: { name: program, path: file.txt }
`,
  );
  const list = await open(`/acme/${repository}/actions`);
  expect(list.text).toContain('CI #1');
  expect(list.text).toContain('no sandbox against hostile code');
  const run = await open(`/acme/${repository}/actions/runs/${id}`);
  expect(run.text).toContain('Greet &lt;b&gt;');
  expect(run.text).toContain('too bad');
  expect(run.text).toContain('# Sum');
  const job = await open(
    `/acme/${repository}/actions/runs/${id}/job/${jobs[0].id}`,
  );
  expect(job.text).toContain('id="L3"');
  expect(job.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(job.text).not.toContain('<script>alert');
  const [, artifact] = /href="([^"]*\/artifacts\/\d+)"/.exec(run.text) ?? [];
  expect((await open(artifact)).text.slice(0, 2)).toBe('PK');
  expect((await open(`/acme/${repository}/actions/runs/999`)).status).toBe(404);
});

it('looks again while a run goes on', async () => {
  const repository = await runs.push(
    'on: push\njobs: { a: { runs-on: x, steps: [{ run: sleep 300 }] } }',
  );
  const run = await runs.until(
    repository,
    ({ status }) => status === 'in_progress',
  );
  const response = await fetch(
    `${sandbox.sandbox.url}/acme/${repository}/actions/runs/${run.id}`,
    { headers: { cookie } },
  );
  expect(response.headers.get('refresh')).toBe('3');
  await sandbox.call(
    'POST',
    `/repos/acme/${repository}/actions/runs/${run.id}/cancel`,
  );
  await runs.ended(repository, run.id);
});

it('shows what runs, and a release with its log', async () => {
  const service = new TestService(sandbox, 'shown');
  await service.create();
  const { url, logUrl } = await service.until('staging', 'v1', 'success');
  const overview = await open('/deployments');
  expect(overview.text).toContain(`href="${url}"`);
  const release = await eventually(async () => {
    const page = await open(new URL(logUrl).pathname);
    return page.text.includes('listening as v1') && page;
  });
  expect(release.text).toContain('Serves since');

  const logs = await open('/acme/shown/deployments/serving/logs');
  expect(logs.text).toMatch(/<h2>staging<\/h2>[^]*>v1<[^]*listening as v1/);
  const metrics = await open('/acme/shown/deployments/serving/metrics');
  expect(metrics.text).toMatch(/Requests answered<\/th>\s*<td>42<[^]*<td>1</);
});

it('says so where nothing runs', async () => {
  await sandbox.createRepository('idle');
  for (const what of ['logs', 'metrics']) {
    const { text } = await open(`/acme/idle/deployments/serving/${what}`);
    expect(text).toContain('Nothing was deployed yet.');
  }
  const nowhere = await open('/acme/nowhere/deployments/serving/logs');
  expect(nowhere.status).toBe(404);
});
