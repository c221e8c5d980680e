import type {
  EnvironmentReleases,
  Release,
} from '@fairway/plugin-releases-common';
import type { Octokit } from '@octokit/rest';
import { hasStatus } from '../client/translateError';
import { slugOf, type Repository } from '../repository/repositoryOf';

const MAX_TITLES = 2_000;
const MAX_LENGTH = 200;

interface Options {
  octokit: Octokit;
  repository: Repository;
}

/** Reads what a release's commit says, once for each commit. */
export class CommitTitles {
  readonly #titles = new Map<string, string | undefined>();

  /** The environments with the title of what they serve and of what is coming. */
  async addTo(
    environments: EnvironmentReleases[],
    options: Options,
  ): Promise<EnvironmentReleases[]> {
    return Promise.all(
      environments.map(async found => ({
        ...found,
        current: await this.#titled(found.current, options),
        latest: await this.#titled(found.latest, options),
      })),
    );
  }

  async #titled(
    release: Release | undefined,
    options: Options,
  ): Promise<Release | undefined> {
    if (!release) {
      return undefined;
    }
    const { host } = options.repository;
    const key = `${host}/${slugOf(options.repository)}@${release.revision}`;
    if (!this.#titles.has(key)) {
      this.#titles.set(key, await readTitle(release.revision, options));
      if (this.#titles.size > MAX_TITLES) {
        const [oldest] = this.#titles.keys();
        this.#titles.delete(oldest);
      }
    }
    return { ...release, title: this.#titles.get(key) };
  }
}

async function readTitle(
  revision: string,
  { octokit, repository }: Options,
): Promise<string | undefined> {
  const { owner, repo } = repository;
  try {
    const { data } = await octokit.rest.repos.getCommit({
      owner,
      repo,
      ref: revision,
      per_page: 1,
    });
    return data.commit.message.split('\n', 1)[0].slice(0, MAX_LENGTH);
  } catch (error) {
    // A commit that was removed since is still what runs.
    if (hasStatus(error, 404, 422)) {
      return undefined;
    }
    throw error;
  }
}
