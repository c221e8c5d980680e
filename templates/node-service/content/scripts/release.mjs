/**
 * Commits this release to `staging/` on the branch `deploy`: the manifests with image and version filled in, and
 * `release.yaml`, which says which build it is. Run by CI; reads GITHUB_* and IMAGE, needs no package.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { changeDeployBranch } from './deployBranch.mjs';

const { name } = JSON.parse(readFileSync('package.json', 'utf8'));
const repository = variable('GITHUB_REPOSITORY', /^[\w.-]+\/[\w.-]+$/);
const revision = variable('GITHUB_SHA', /^[0-9a-f]{40}$/);
const version = `v${variable('GITHUB_RUN_NUMBER', /^\d+$/)}`;
const runId = variable('GITHUB_RUN_ID', /^\d+$/);
const image = variable('IMAGE', /^(?:[\w.:/-]+@sha256:[0-9a-f]{64})?$/);

let newer;
const changed = await changeDeployBranch(tree => {
  const current = tree.read('staging/release.yaml');
  const currentRun = /^ {2}runId: "(\d+)"$/m.exec(current ?? '')?.[1];
  newer = currentRun && BigInt(currentRun) > BigInt(runId) ? currentRun : undefined;
  if (newer) {
    return '';
  }
  for (const path of [...tree.files.keys()].filter(candidate => candidate.startsWith('staging/'))) {
    tree.files.delete(path);
  }
  tree.write('staging/release.yaml', releaseRecord());
  for (const file of readdirSync('manifests').filter(candidate => candidate.endsWith('.yaml'))) {
    tree.write(`staging/${file}`, render(readFileSync(`manifests/${file}`, 'utf8')));
  }
  return `Release ${version} to staging\n\nRevision: ${revision}\nRun: ${runId}\n`;
});

if (newer) {
  console.log(`::notice::Staging stays as it is: run ${newer}, which is newer, has released there already.`);
} else {
  console.log(changed ? `Released ${version} to staging.` : `${version} is what staging runs already.`);
}

function render(manifest) {
  // Without a registry nothing was pushed: a name that can't be resolved says so better than one that looks real.
  return manifest
    .replaceAll('__IMAGE__', image || `not-pushed.invalid/${name}:${version}`)
    .replaceAll('__VERSION__', version);
}

/** A ConfigMap, so that a deployer that applies the whole folder takes it along, and the cluster knows its release. */
function releaseRecord() {
  const data = { repository, revision, version, runId, artifact: 'release', image };
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${JSON.stringify(`${name}-release`)}
  labels:
    app.kubernetes.io/name: ${JSON.stringify(name)}
data:
${Object.entries(data)
  .map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`)
  .join('')}`;
}

function variable(key, pattern) {
  const value = process.env[key] ?? '';
  if (!pattern.test(value)) {
    console.error(`::error::${key} is not as expected: ${JSON.stringify(value)}`);
    process.exit(1);
  }
  return value;
}
