import { ConflictError, toError } from '@backstage/errors';
import {
  callRemote,
  notPermitted,
  RemoteOptions,
  unavailable,
} from './callRemote';
import { PackedCommit } from './commitFolder';
import { FLUSH, pktLine, readPktLines } from './pktLines';
import { PushReport, readPushReport } from './readPushReport';

const SERVICE = 'git-receive-pack';
const NO_OBJECT = '0'.repeat(40);
const MULTIPLEXED = 'side-band-64k';
const WANTED = ['report-status', MULTIPLEXED, 'quiet'];

/**
 * A repository at a forge, written to by git's smart HTTP protocol: https://git-scm.com/docs/http-protocol. The commit is
 * in memory and nothing is started: the five processes of one `git push` take longer than the rest of a publication.
 */
export class GitRemote {
  readonly #options: RemoteOptions;
  readonly #refs: ReadonlyMap<string, string>;
  readonly #capabilities: string[];

  /**
   * Asks which branches there are.
   *
   * @throws NotAllowedError, NotFoundError or ServiceUnavailableError when the forge does not say; the signal's reason
   *   when it was aborted.
   */
  static async open(options: RemoteOptions): Promise<GitRemote> {
    const answer = await callRemote(options, SERVICE);
    const [service, first, ...rest] = understood(options.url, () =>
      readPktLines(answer).map(String),
    );
    if (!first || service.trim() !== `# service=${SERVICE}`) {
      throw unavailable(options.url, 'there is no git at this address');
    }
    // A repository without refs has one line all the same, for what comes after the NUL.
    const [firstRef, capabilities = ''] = first.split('\0');
    const refs = [firstRef, ...rest]
      .map(line => line.trim().split(' '))
      .map(([hash, ref]) => [ref, hash] as const);
    return new GitRemote(options, new Map(refs), capabilities);
  }

  private constructor(
    options: RemoteOptions,
    refs: ReadonlyMap<string, string>,
    capabilities: string,
  ) {
    this.#options = options;
    this.#refs = refs;
    this.#capabilities = capabilities.trim().split(' ');
  }

  /**
   * Makes a branch out of a first commit, unless it is there already. A branch that has another history is left as it
   * is, also when it has come into being only now: the forge itself creates a branch, or refuses.
   *
   * @throws ConflictError when the branch has another history, or the forge has a rule against the commit; else as
   *   `open` does.
   */
  async createBranch(branch: string, commit: PackedCommit): Promise<void> {
    const { url } = this.#options;
    const ref = `refs/heads/${branch}`;
    const present = this.#refs.get(ref);
    if (present === commit.hash) {
      return;
    }
    if (present) {
      throw otherHistory(url, branch);
    }
    const capabilities = WANTED.filter(name =>
      this.#capabilities.includes(name),
    );
    const command = `${NO_OBJECT} ${commit.hash} ${ref}\0 ${capabilities.join(' ')}`;
    const answer = await callRemote(
      this.#options,
      SERVICE,
      Buffer.concat([Buffer.from(`${pktLine(command)}${FLUSH}`), commit.pack]),
    );
    const report = understood(url, () =>
      readPushReport(answer, capabilities.includes(MULTIPLEXED)),
    );
    if (!report.accepted.includes(ref)) {
      throw describeRefusal(report, url, branch);
    }
  }
}

function understood<T>(url: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unavailable(url, toError(error).message);
  }
}

function otherHistory(url: string, branch: string): Error {
  return new ConflictError(
    `${url} already has another history on ${branch}; nothing was written to it. Start again with another name.`,
  );
}

function describeRefusal(
  { refused, messages }: PushReport,
  url: string,
  branch: string,
): Error {
  const reason = [...refused, messages].filter(Boolean).join(': ');
  if (/already exists|non-fast-forward|fetch first/.test(reason)) {
    return otherHistory(url, branch);
  }
  if (/permission|refusing to allow/i.test(reason)) {
    return notPermitted(url, reason);
  }
  return refused.length > 0
    ? new ConflictError(
        `The forge refused the push to ${url}; nothing was written to it. Correct what it complains about, then retry. It said: ${reason}`,
      )
    : unavailable(url, 'the forge did not say whether it has the commit');
}
