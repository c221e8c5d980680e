import { eventually, TestSandbox } from '../__testUtils__/TestSandbox';
import { TestService } from '../__testUtils__/TestService';

jest.setTimeout(90_000);

const PORTS = '18210-18250';

let sandbox: TestSandbox;

beforeAll(() => {
  process.env.FAIRWAY_DEPLOY_PORTS = PORTS;
});
beforeEach(() => {
  sandbox = new TestSandbox();
});
afterEach(() => sandbox.remove());

async function text(url: string): Promise<string> {
  return (await fetch(url)).text();
}

/** A service whose first release runs in staging. */
async function startService(name = 'service') {
  const service = new TestService(sandbox, name);
  await service.create();
  const deployment = await service.until('staging', 'v1', 'success');
  return { service, ...deployment };
}

it('deploys what CI released, and reports it', async () => {
  await sandbox.start();
  const { service, id, url, logUrl } = await startService();
  expect(await text(url)).toBe('v1');
  expect(url).toMatch(/^http:\/\/localhost:182[1-5]\d$/);
  const [deployment] = await service.deployments('staging');
  expect(deployment).toMatchObject({
    ref: deployment.sha,
    payload: { version: 'v1', runId: '1' },
    production_environment: false,
    creator: { login: 'deployer[bot]' },
  });
  const states = (await service.statuses(id)).map(({ state }) => state);
  expect(states).toEqual(['success', 'in_progress']);
  expect(logUrl).toContain('/acme/service/deployments/releases/1');
  const environment = JSON.parse(await text(`${url}/env`));
  expect(environment).toMatchObject({
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    SERVICE_VERSION: 'v1',
  });
  expect(Object.keys(environment)).not.toContain('FAIRWAY_DEPLOY_PORTS');
});

it('switches to the next release without a failed request', async () => {
  await sandbox.start();
  const { service, url } = await startService();
  const answers: string[] = [];
  let isOver = false;
  const clients = ['/', '/slow', '/'].map(async path => {
    while (!isOver) {
      const response = await fetch(`${url}${path}`);
      answers.push(`${response.status} ${await response.text()}`);
    }
  });
  await service.push({ 'note.txt': 'another' });
  await service.until('staging', 'v2', 'success');
  await eventually(() => answers.includes('200 v2'));
  isOver = true;
  await Promise.all(clients);
  expect([...new Set(answers)].sort()).toEqual(['200 v1', '200 v2']);
  const [second, first] = await service.deployments('staging');
  expect((await service.statuses(first.id))[0].state).toBe('inactive');
  expect((await service.statuses(second.id))[0].state).toBe('success');
});

it('keeps the old release when the new one fails, and says why', async () => {
  await sandbox.start();
  const { service, url } = await startService();
  await service.push({
    'server.js': "console.error('no database'); process.exit(3);",
  });
  const failed = await service.until('staging', 'v2', 'failure');
  expect(failed.description).toContain('before it was ready: exit code 3');
  expect(failed.description).toContain('no database');
  expect(await text(url)).toBe('v1');
  await service.push({ Procfile: 'worker: node server.js' });
  const next = await service.until('staging', 'v3', 'failure');
  expect(next.description).toContain('The Procfile has no line "web:"');
  expect(await text(url)).toBe('v1');
});

it('starts again what crashes, and tells so meanwhile', async () => {
  await sandbox.start();
  const { url } = await startService();
  const before = JSON.parse(await text(`${url}/env`)).pid;
  await fetch(`${url}/crash`);
  await eventually(async () => {
    const response = await fetch(url);
    return (
      response.status === 502 &&
      /exit code 1\). It is started again in 1 s/.test(await response.text())
    );
  });
  await eventually(async () => (await fetch(url)).status === 200);
  expect(JSON.parse(await text(`${url}/env`)).pid).not.toBe(before);
});

it('comes back after it was killed, and reports nothing twice', async () => {
  await sandbox.startProcess({ FAIRWAY_DEPLOY_PORTS: PORTS });
  const { service, url } = await startService();
  const before = JSON.parse(await text(`${url}/env`)).pid;
  await sandbox.kill();
  process.kill(before, 0);
  await sandbox.startProcess({ FAIRWAY_DEPLOY_PORTS: PORTS });
  await eventually(async () => (await fetch(url)).status === 200);
  expect(await text(url)).toBe('v1');
  expect(JSON.parse(await text(`${url}/env`)).pid).not.toBe(before);
  expect(() => process.kill(before, 0)).toThrow('ESRCH');
  // Only what comes later is told.
  await service.push({ 'note.txt': 'another' });
  await service.until('staging', 'v2', 'success');
  const deployments = await service.deployments('staging');
  expect(deployments.map(({ payload }) => payload.version)).toEqual([
    'v2',
    'v1',
  ]);
  const states = (await service.statuses(deployments[1].id)).map(
    ({ state }) => state,
  );
  expect(states).toEqual(['inactive', 'success', 'in_progress']);
});

it('promotes by a copied folder, rolls back by an older one, ends with a deleted one', async () => {
  await sandbox.start();
  const { service, url: staging } = await startService();
  const release = await service.releaseFile('staging');
  await service.push({ 'production/release.yaml': release }, 'deploy');
  const production = await service.until('production', 'v1', 'success');
  expect(production.url).not.toBe(staging);
  expect(await text(production.url)).toBe('v1');
  const [deployment] = await service.deployments('production');
  expect(deployment.production_environment).toBe(true);

  await service.push({ 'note.txt': 'another' });
  await service.until('staging', 'v2', 'success');
  expect(await text(production.url)).toBe('v1');

  await service.push({ 'staging/release.yaml': release }, 'deploy');
  await service.until('staging', 'v1', 'success');
  expect(await text(staging)).toBe('v1');
  expect(await service.deployments('staging')).toHaveLength(3);

  await service.push({ 'production/release.yaml': undefined }, 'deploy');
  await eventually(async () =>
    fetch(production.url).then(
      () => false,
      () => true,
    ),
  );
  await service.until('production', 'v1', 'inactive');
});

it('refuses a release that is not what its run built', async () => {
  await sandbox.start();
  const { service, url } = await startService();
  const release = await service.releaseFile('staging');
  const other = await service.push({ 'note.txt': 'x' }, 'other');
  await service.push(
    {
      'staging/release.yaml': release
        .replace(/revision: .*/, `revision: "${other}"`)
        .replace('version: "v1"', 'version: "v9"'),
    },
    'deploy',
  );
  const failed = await service.until('staging', 'v9', 'failure');
  expect(failed.description).toContain(`not ${other.slice(0, 10)}`);
  expect(await text(url)).toBe('v1');
});

it('stops what runs when the repository is deleted', async () => {
  await sandbox.start();
  const { url } = await startService('doomed');
  const { pid } = JSON.parse(await text(`${url}/env`));
  await sandbox.call('DELETE', '/repos/acme/doomed');
  await eventually(() => {
    try {
      return !process.kill(pid, 0);
    } catch {
      return true;
    }
  });
  // Its address is given up once the process is gone.
  const refused = await eventually(() =>
    fetch(url).then(
      () => false,
      () => true,
    ),
  );
  expect(refused).toBe(true);
});
