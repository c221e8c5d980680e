import type { Cdevent } from './readCdevent';

/** The project of a service that names no repository: an entity is bound to it by an annotation. */
export const serviceProject = (service: string) =>
  `cdevents/${service.toLowerCase()}`;

/** `<host>/<path>` of a repository, which its source and id are the parts of. */
export function repositoryProject({
  id,
  source = '',
}: {
  id: string;
  source?: string;
}): string {
  const url = [id, `${source.replace(/\/+$/, '')}/${id}`].find(one =>
    URL.canParse(one),
  );
  if (!url) return serviceProject(id);
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`.replace(/(\.git)?\/*$/, '').toLowerCase();
}

/** What an event is about: what it says itself, else the repository, else the service. */
export function projectOf(
  { fairway, subject }: Cdevent,
  found: { project?: string; service: string },
): string {
  const { repository } = subject.content;
  return (
    fairway.project?.toLowerCase() ??
    found.project ??
    (repository && repositoryProject(repository)) ??
    serviceProject(found.service)
  );
}
