import { TestSandbox } from './startTestSandbox';

const org = 'acme';
const at = { owner: org, repo: 'exercise' };

/** Calls every operation of the forge once, so that each request and answer can be held against the description. */
export async function exerciseOperations(sandbox: TestSandbox) {
  await exercisePeople(sandbox);
  await exerciseRepository(sandbox);
  await exerciseContents(sandbox);
  await exerciseGitData(sandbox);
  await exerciseIssues(sandbox);
  await exercisePulls(sandbox);
  await exerciseDeployments(sandbox);
  await exerciseHooks(sandbox);
  const octokit = sandbox.octokit(sandbox.token);
  await octokit.repos.delete(at);
}

async function exercisePeople(sandbox: TestSandbox) {
  const octokit = sandbox.octokit(await sandbox.signIn('petra'));
  await octokit.meta.get();
  await octokit.rateLimit.get();
  await octokit.users.getAuthenticated();
  await octokit.users.listEmailsForAuthenticatedUser();
  await octokit.orgs.listForAuthenticatedUser();
  await octokit.repos.listForAuthenticatedUser();
  await octokit.repos.createForAuthenticatedUser({ name: 'mine' });
  await octokit.users.getByUsername({ username: 'petra' });
  await octokit.users.getByUsername({ username: org });
  await octokit.orgs.listForUser({ username: 'petra' });
  await octokit.repos.listForUser({ username: 'petra' });
  await octokit.orgs.get({ org });
  await octokit.orgs.listMembers({ org });
  await octokit.orgs.checkMembershipForUser({ org, username: 'dana' });
  await octokit.orgs.getMembershipForUser({ org, username: 'dana' });
  await octokit.repos.listForOrg({ org });
  await octokit.teams.list({ org });
  const team = { org, team_slug: 'payments' };
  await octokit.teams.getByName(team);
  await octokit.teams.listMembersInOrg(team);
  await octokit.teams.getMembershipForUserInOrg({ ...team, username: 'lena' });
  await octokit.search.repos({ q: 'catalog' });
  await octokit.search.code({ q: 'filename:README.md' });
}

async function exerciseRepository(sandbox: TestSandbox) {
  const octokit = sandbox.octokit(sandbox.token);
  await octokit.repos.createInOrg({
    org,
    name: at.repo,
    private: true,
    description: 'An exercise',
  });
  await octokit.repos.createOrUpdateFileContents({
    ...at,
    path: 'README.md',
    message: 'Begin',
    content: Buffer.from('# Exercise\n').toString('base64'),
  });
  await octokit.repos.get(at);
  await octokit.repos.update({ ...at, has_wiki: false });
  await octokit.repos.replaceAllTopics({ ...at, names: ['one', 'two'] });
  await octokit.repos.getAllTopics(at);
  const team = { org, team_slug: 'payments', ...at };
  await octokit.teams.addOrUpdateRepoPermissionsInOrg({
    ...team,
    permission: 'push',
  });
  await octokit.teams.listReposInOrg(team);
  await octokit.repos.listTeams(at);
  await octokit.teams.removeRepoInOrg(team);
  const person = { ...at, username: 'dana' };
  await octokit.repos.addCollaborator({ ...person, permission: 'push' });
  await octokit.repos.listCollaborators(at);
  await octokit.repos.checkCollaborator(person);
  await octokit.repos.getCollaboratorPermissionLevel(person);
  await octokit.repos.removeCollaborator(person);
  const branch = { ...at, branch: 'main' };
  await octokit.repos.updateBranchProtection({
    ...branch,
    required_status_checks: { strict: true, contexts: ['test'] },
    enforce_admins: false,
    required_pull_request_reviews: { required_approving_review_count: 1 },
    restrictions: { users: ['dana'], teams: ['payments'] },
  });
  await octokit.repos.getBranchProtection(branch);
  await octokit.repos.listBranches(at);
  await octokit.repos.getBranch(branch);
  await octokit.repos.deleteBranchProtection(branch);
}

async function exerciseContents(sandbox: TestSandbox) {
  const octokit = sandbox.octokit(sandbox.token);
  const file = { ...at, path: 'docs/index.md' };
  const { data } = await octokit.repos.createOrUpdateFileContents({
    ...file,
    message: 'Add docs',
    content: Buffer.from('text\n').toString('base64'),
  });
  await octokit.repos.getContent(file);
  await octokit.repos.getContent({ ...at, path: 'docs' });
  await octokit.repos.getReadme(at);
  await octokit.repos.deleteFile({
    ...file,
    message: 'Take it away',
    sha: data.content!.sha!,
  });
  await octokit.repos.listCommits(at);
  await octokit.repos.getCommit({ ...at, ref: 'main' });
  const head = await octokit.repos.getBranch({ ...at, branch: 'main' });
  for (const context of ['ci/external', undefined]) {
    await octokit.repos.createCommitStatus({
      ...at,
      sha: head.data.commit.sha,
      state: 'pending',
      context,
    });
  }
  await octokit.repos.listCommitStatusesForRef({ ...at, ref: 'main' });
  await octokit.repos.getCombinedStatusForRef({ ...at, ref: 'main' });
  await octokit.repos.downloadTarballArchive({ ...at, ref: 'main' });
  await octokit.repos.downloadZipballArchive({ ...at, ref: 'main' });
}

async function exerciseGitData(sandbox: TestSandbox) {
  const octokit = sandbox.octokit(sandbox.token);
  const main = await octokit.git.getRef({ ...at, ref: 'heads/main' });
  const { sha } = main.data.object;
  const blob = await octokit.git.createBlob({ ...at, content: 'hi\n' });
  await octokit.git.getBlob({ ...at, file_sha: blob.data.sha });
  const tree = await octokit.git.createTree({
    ...at,
    base_tree: sha,
    tree: [{ path: 'a', mode: '100644', type: 'blob', sha: blob.data.sha }],
  });
  await octokit.git.getTree({ ...at, tree_sha: tree.data.sha });
  const commit = await octokit.git.createCommit({
    ...at,
    message: 'Add a',
    tree: tree.data.sha,
    parents: [sha],
  });
  await octokit.git.getCommit({ ...at, commit_sha: commit.data.sha });
  await octokit.git.createRef({ ...at, ref: 'refs/heads/topic', sha });
  await octokit.git.createRef({ ...at, ref: 'refs/tags/v1', sha });
  await octokit.git.updateRef({
    ...at,
    ref: 'heads/topic',
    sha: commit.data.sha,
  });
  await octokit.git.listMatchingRefs({ ...at, ref: 'heads/t' });
  await octokit.repos.listTags(at);
  await octokit.git.deleteRef({ ...at, ref: 'tags/v1' });
  await octokit.repos.compareCommitsWithBasehead({
    ...at,
    basehead: 'main...topic',
  });
}

async function exerciseIssues(sandbox: TestSandbox) {
  const octokit = sandbox.octokit(sandbox.token);
  const { data } = await octokit.issues.create({
    ...at,
    title: 'It is down',
    labels: ['incident'],
  });
  const issue = { ...at, issue_number: data.number };
  await octokit.issues.get(issue);
  await octokit.issues.update({ ...issue, state: 'closed', labels: [] });
  await octokit.issues.listForRepo({ ...at, state: 'all' });
}

async function exercisePulls(sandbox: TestSandbox) {
  const octokit = sandbox.octokit(sandbox.token);
  const { data } = await octokit.pulls.create({
    ...at,
    title: 'Add a',
    head: 'topic',
    base: 'main',
  });
  const pull = { ...at, pull_number: data.number };
  await octokit.pulls.list(at);
  await octokit.pulls.get(pull);
  await octokit.pulls.update({ ...pull, body: 'Because' });
  await octokit.pulls.listCommits(pull);
  await octokit.pulls.listFiles(pull);
  await octokit.pulls.createReview({
    ...pull,
    event: 'COMMENT',
    body: 'Good',
  });
  await octokit.pulls.listReviews(pull);
  await octokit.pulls.merge({ ...pull, merge_method: 'squash' });
}

async function exerciseDeployments(sandbox: TestSandbox) {
  const octokit = sandbox.octokit(sandbox.token);
  const { data } = await octokit.repos.createDeployment({
    ...at,
    ref: 'main',
    environment: 'staging',
    auto_merge: false,
    required_contexts: [],
    payload: { version: 'v1' },
  });
  const deployment = { ...at, deployment_id: (data as { id: number }).id };
  const status = await octokit.repos.createDeploymentStatus({
    ...deployment,
    state: 'success',
    environment_url: 'http://localhost:8100',
    log_url: 'http://localhost:8100/log',
  });
  await octokit.repos.listDeployments(at);
  await octokit.repos.getDeployment(deployment);
  await octokit.repos.listDeploymentStatuses(deployment);
  await octokit.repos.getDeploymentStatus({
    ...deployment,
    status_id: status.data.id,
  });
  await octokit.repos.getAllEnvironments(at);
  await octokit.repos.getEnvironment({ ...at, environment_name: 'staging' });
  await octokit.repos.deleteDeployment(deployment);
}

async function exerciseHooks(sandbox: TestSandbox) {
  const octokit = sandbox.octokit(sandbox.token);
  // Nobody listens there: a delivery that fails is one as well.
  const config = { url: 'http://127.0.0.1:9/', content_type: 'json' };
  const made = await octokit.orgs.createWebhook({ org, name: 'web', config });
  const hook = { org, hook_id: made.data.id };
  await octokit.orgs.listWebhooks({ org });
  await octokit.orgs.getWebhook(hook);
  await octokit.orgs.updateWebhook({ ...hook, events: ['push'] });
  await octokit.orgs.pingWebhook(hook);
  const [delivery] = (await octokit.orgs.listWebhookDeliveries(hook)).data;
  const one = { ...hook, delivery_id: delivery.id };
  await octokit.orgs.getWebhookDelivery(one);
  await octokit.orgs.redeliverWebhookDelivery(one);
  await octokit.orgs.deleteWebhook(hook);
  await exerciseRepositoryHooks(sandbox, config);
}

async function exerciseRepositoryHooks(
  sandbox: TestSandbox,
  config: { url: string; content_type: string },
) {
  const octokit = sandbox.octokit(sandbox.token);
  const made = await octokit.repos.createWebhook({ ...at, config });
  const hook = { ...at, hook_id: made.data.id };
  await octokit.repos.listWebhooks(at);
  await octokit.repos.getWebhook(hook);
  await octokit.repos.updateWebhook({ ...hook, active: true });
  await octokit.repos.pingWebhook(hook);
  const [delivery] = (await octokit.repos.listWebhookDeliveries(hook)).data;
  const one = { ...hook, delivery_id: delivery.id };
  await octokit.repos.getWebhookDelivery(one);
  await octokit.repos.redeliverWebhookDelivery(one);
  await octokit.repos.deleteWebhook(hook);
}
