import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { GitError, runGit } from './runGit';

/**
 * Pushes a commit to a branch, never with force: a branch that has another history is left as it is.
 *
 * @param token - goes to this remote's origin alone, in a header, by the environment.
 * @throws ConflictError when the branch already has another history.
 */
export async function pushBranch(options: {
  gitDir: string;
  remoteUrl: string;
  token: string;
  commit: string;
  branch: string;
  signal?: AbortSignal;
}): Promise<void> {
  const { remoteUrl, commit, branch, token } = options;
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  try {
    await runGit({
      gitDir: options.gitDir,
      args: [
        'push',
        '--quiet',
        '--no-verify',
        '--',
        remoteUrl,
        `${commit}:refs/heads/${branch}`,
      ],
      config: {
        [`http.${new URL(remoteUrl).origin}/.extraHeader`]: `Authorization: Basic ${basic}`,
      },
      signal: options.signal,
    });
  } catch (error) {
    throw error instanceof GitError
      ? describe(error, remoteUrl, branch)
      : error;
  }
}

function describe(error: GitError, remoteUrl: string, branch: string): Error {
  const { stderr } = error;
  if (/non-fast-forward|fetch first|\[rejected\]/.test(stderr)) {
    return new ConflictError(
      `${remoteUrl} already has another history on ${branch}; nothing was written to it. Start again with another name.`,
    );
  }
  if (/not found|error: 404/i.test(stderr)) {
    return new NotFoundError(
      `${remoteUrl} is gone: it was deleted or renamed after this request had created it. Start a new request.`,
    );
  }
  if (
    /Authentication failed|could not read Username|error: 40[13]/i.test(stderr)
  ) {
    return new NotAllowedError(
      `The forge refused the push to ${remoteUrl}. Give the portal's GitHub App "contents: write" and "workflows: write", then retry. Git said: ${lastLine(stderr)}`,
    );
  }
  return new ServiceUnavailableError(
    `The push to ${remoteUrl} did not work. Retry in a while; what was done so far is kept. Git said: ${lastLine(stderr)}`,
  );
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
