import { eventually, TestSandbox } from '../__testUtils__/TestSandbox';

jest.setTimeout(60_000);

/** A service without dependencies: it says its version, and can be told to be unready or to crash. */
const SERVER = `
const http = require('node:http');
const { PORT, HOST, SERVICE_VERSION } = process.env;
const server = http.createServer((req, res) => {
  if (req.url === '/crash') process.exit(1);
  if (req.url === '/env') return res.end(JSON.stringify(process.env));
  res.statusCode = req.url === '/readyz' && process.env.BROKEN ? 503 : 200;
  setTimeout(() => res.end(SERVICE_VERSION), req.url === '/slow' ? 500 : 0);
});
server.listen(PORT, HOST, () => console.log('listening as', SERVICE_VERSION));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`;

/** The CI of a service: builds the artifact and commits the release to the branch deploy. */
const CI = `
name: CI
on:
  push: { branches: [main] }
permissions: { contents: write }
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { path: source }
      - run: tar -czf release.tar.gz -C source Procfile server.js
      - uses: actions/upload-artifact@v4
        with: { name: release, path: release.tar.gz }
      - env:
          RELEASE_VERSION: v\${{ github.run_number }}
        run: |
          git config --global user.name ci
          git config --global user.email ci@example.org
          git -C source fetch -q origin deploy && git -C source checkout -q deploy || git -C source checkout -q --orphan deploy
          cd source
          git rm -rfq --cached . ; git clean -fdq -e staging -e production
          mkdir -p staging
          cat > staging/release.yaml <<EOF
          apiVersion: v1
          kind: ConfigMap
          metadata: { name: service-release }
          data:
            repository: "$GITHUB_REPOSITORY"
            revision: "$GITHUB_SHA"
            version: "$RELEASE_VERSION"
            runId: "$GITHUB_RUN_ID"
            artifact: "release"
            image: ""
          EOF
          git add staging production 2>/dev/null || git add staging
          git commit -qm "Release $RELEASE_VERSION to staging"
          git push -q origin deploy
`;

let sandbox: TestSandbox;
let counter = 0;

beforeAll(async () => {
  process.env.FAIRWAY_DEPLOY_PORTS = '18210-18250';
  sandbox = new TestSandbox();
  await sandbox.start();
});
afterAll(() => sandbox.remove());

/** A repository whose first release is on its way. */
async function createService(files: Record<string, string> = {}) {
  counter += 1;
  const repository = `service-${counter}`;
  await sandbox.createRepository(repository);
  await sandbox.push(repository, {
    '.github/workflows/ci.yaml': CI,
    Procfile: 'web: node server.js',
    'server.js': SERVER,
    ...files,
  });
  return repository;
}

it('deploys', async () => {
  const repository = await createService();
  const status = await eventually(async () => {
    const base = `/repos/acme/${repository}/deployments`;
    const { body } = await sandbox.call('GET', base);
    const statuses =
      body[0] &&
      (await sandbox.call('GET', `${base}/${body[0].id}/statuses`)).body;
    return statuses?.[0]?.state === 'success' && statuses[0];
  });
  const answer = await fetch(status.environment_url);
  expect(await answer.text()).toBe('v1');
});
