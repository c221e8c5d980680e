import { Person, Repository } from '../forge/model';
import { Html, html } from './html';
import { page } from './page';

/** Paths of a repository's pages, below `/<owner>/<name>`; the empty one is its files. */
const tabs = [
  { path: '', title: 'Files' },
  { path: '/commits', title: 'Commits' },
  { path: '/actions', title: 'Actions' },
  { path: '/issues', title: 'Issues' },
  { path: '/pulls', title: 'Pull requests' },
  { path: '/deployments', title: 'Deployments' },
] as const;

export interface RepositoryPageOptions {
  repository: Repository;
  viewer: Person;
  /** The tab that is open. */
  tab: (typeof tabs)[number]['title'];
  /** Of this page, before the repository's name in the window's title. */
  title?: string;
  body: Html;
}

/** A page of one repository: its name, its tabs, and the body. */
export function repositoryPage(options: RepositoryPageOptions): string {
  const { repository } = options;
  const base = `/${repository.fullName}`;
  return page({
    title: [options.title, repository.fullName].filter(Boolean).join(' · '),
    viewer: options.viewer,
    body: html`<h1>
        <a href="/">${repository.owner}</a> /
        <a href="${base}">${repository.name}</a>
        <span class="badge">${repository.visibility}</span>
      </h1>
      ${
        repository.description &&
        html`<p class="lead">${repository.description}</p>`
      }
      <nav class="tabs" aria-label="Repository">
        ${tabs.map(
          tab =>
            html`<a
              href="${base}${tab.path}"
              ${tab.title === options.tab ? html`aria-current="page"` : ''}
              >${tab.title}</a
            >`,
        )}
      </nav>
      ${options.body}`,
  });
}
