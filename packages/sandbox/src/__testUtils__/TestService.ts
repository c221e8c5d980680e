import { eventually, Files, TestSandbox } from './TestSandbox';

/** A service without dependencies: it says its version, and can be told to crash. */
const SERVER = `
const http = require('node:http');
const { PORT, HOST, SERVICE_VERSION } = process.env;
const server = http.createServer((req, res) => {
  if (req.url === '/crash') process.exit(1);
  if (req.url === '/metrics') return res.end('http_requests_total{status="200"} 41\\nhttp_requests_total{status="503"} 1\\n');
  const body = req.url === '/env' ? JSON.stringify({ ...process.env, pid: process.pid }) : SERVICE_VERSION;
  setTimeout(() => res.end(body), req.url === '/slow' ? 300 : 0);
});
server.listen(PORT, HOST, () => console.log('listening as', SERVICE_VERSION));
process.on('SIGTERM', () => server.close(() => process.exit(0)));
`;

/** Builds the artifact and commits the release to the branch \`deploy\`, as a golden path's CI does. */
const CI = `
name: CI
on: { push: { branches: [main] } }
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
          VERSION: v\${{ github.run_number }}
        run: |
          git config --global user.name ci
          git config --global user.email ci@example.org
          cp -r source/.git deploy.git && mkdir deploy && mv deploy.git deploy/.git && cd deploy
          git fetch -q origin deploy && git checkout -qf -B deploy FETCH_HEAD || git checkout -q --orphan deploy
          test -d staging || git rm -rqf --cached .
          mkdir -p staging
          cat > staging/release.yaml <<EOF
          apiVersion: v1
          kind: ConfigMap
          metadata: { name: service-release }
          data:
            repository: "$GITHUB_REPOSITORY"
            revision: "$GITHUB_SHA"
            version: "$VERSION"
            runId: "$GITHUB_RUN_ID"
            artifact: release
            image: ""
          EOF
          git add -A && git commit -qm "Release $VERSION to staging" && git push -q origin HEAD:deploy
`;

/** How an environment's newest deployment stands. */
export interface DeploymentState {
  id: number;
  state: string;
  description: string;
  url: string;
  logUrl: string;
}

/** A service of a test sandbox that is released by its own CI. */
export class TestService {
  readonly #sandbox: TestSandbox;
  readonly name: string;

  constructor(sandbox: TestSandbox, name: string) {
    this.#sandbox = sandbox;
    this.name = name;
  }

  /** Makes the repository; its first release is on its way then. */
  async create(): Promise<void> {
    await this.#sandbox.createRepository(this.name);
    await this.push({
      '.github/workflows/ci.yaml': CI,
      Procfile: 'web: node server.js',
      'server.js': SERVER,
    });
  }

  push(files: Files, branch = 'main'): Promise<string> {
    return this.#sandbox.push(this.name, files, { branch });
  }

  /** All deployments to an environment, the newest first. */
  async deployments(environment: string): Promise<any[]> {
    const { body } = await this.#sandbox.call(
      'GET',
      `/repos/acme/${this.name}/deployments?environment=${environment}`,
    );
    return body;
  }

  /** The states that a deployment has had, the newest first. */
  async statuses(id: number): Promise<any[]> {
    const { body } = await this.#sandbox.call(
      'GET',
      `/repos/acme/${this.name}/deployments/${id}/statuses`,
    );
    return body;
  }

  /** Waits until the deployment of a version to an environment has this state. */
  async until(
    environment: string,
    version: string,
    state: string,
  ): Promise<DeploymentState> {
    return eventually(async () => {
      const [deployment] = await this.deployments(environment);
      if (deployment?.payload.version !== version) {
        return undefined;
      }
      const [status] = await this.statuses(deployment.id);
      return (
        status?.state === state && {
          id: deployment.id,
          state,
          description: status.description,
          url: status.environment_url,
          logUrl: status.log_url,
        }
      );
    });
  }

  /** The release file of an environment, as the branch \`deploy\` has it. */
  async releaseFile(environment: string): Promise<string> {
    const response = await this.#sandbox.fetch(
      `/repos/acme/${this.name}/contents/${environment}/release.yaml?ref=deploy`,
      { headers: { accept: 'application/vnd.github.v3.raw' } },
    );
    return response.text();
  }
}
