import { NotFoundError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { Forge } from '../forge/Forge';
import { Issue } from '../forge/Issues';
import { Repository } from '../forge/model';
import { bodyOf } from '../http/bodyOf';
import { requireCaller } from '../http/caller';
import { paginate } from '../http/paginate';
import { repositoryOf } from '../http/repositoryOf';
import { issueJson } from '../represent/issues';

const base = '/repos/:owner/:repo/issues';
const one = `${base}/:issue_number`;

const listQuery = z.object({
  state: z.enum(['open', 'closed', 'all']).catch('open'),
  labels: z
    .string()
    .optional()
    .transform(text => text?.split(',').map(name => name.trim()) ?? []),
  since: z.iso.datetime({ offset: true }).optional(),
});

const labels = z
  .array(
    z.union([
      z.string(),
      z.object({ name: z.string() }).transform(({ name }) => name),
    ]),
  )
  .optional();

const openBody = z.object({
  title: z.union([z.string().min(1).max(256), z.number().transform(String)]),
  body: z.string().nullish(),
  labels,
});

const updateBody = z.object({
  title: z.string().min(1).max(256).optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.enum(['completed', 'not_planned', 'reopened']).nullish(),
  labels,
});

/** Issues. Lists hold issues only, where GitHub counts pull requests among them. */
export function issueRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(base, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'issues', 'read');
    const query = listQuery.parse(req.query);
    const found = forge.issues
      .list(repository.id)
      .filter(issue => query.state === 'all' || issue.state === query.state)
      .filter(issue => query.labels.every(name => isLabelled(issue, name)))
      .filter(
        issue =>
          !query.since ||
          Date.parse(issue.updatedAt) >= Date.parse(query.since),
      );
    res.json(
      paginate(forge, req, res, found).map(issue =>
        issueJson(forge, repository, issue),
      ),
    );
  });
  router.post(base, (req, res) => {
    // As on GitHub whoever may read may open one; labels are for those who may write.
    const { person } = requireCaller(res);
    const repository = repositoryOf(forge, req, res, 'issues', 'read');
    const body = bodyOf(req, openBody);
    if (body.labels?.length) {
      repositoryOf(forge, req, res, 'issues', 'write');
    }
    const issue = forge.issues.open({
      ...{ repository, author: person.login },
      ...body,
    });
    const json = issueJson(forge, repository, issue);
    res.status(201).location(json.url).json(json);
  });
  router.get(one, (req, res) => {
    const repository = repositoryOf(forge, req, res, 'issues', 'read');
    res.json(issueJson(forge, repository, issueOf(forge, repository, req)));
  });
  router.patch(one, (req, res) => update(forge, req, res));
  return router;
}

function update(forge: Forge, req: Request, res: Response) {
  const { person } = requireCaller(res);
  const repository = repositoryOf(forge, req, res, 'issues', 'write');
  const { state_reason: stateReason, ...changes } = bodyOf(req, updateBody);
  const issue = forge.issues.update(
    repository,
    issueOf(forge, repository, req),
    { ...changes, stateReason },
    person.login,
  );
  res.json(issueJson(forge, repository, issue));
}

/** GitHub's labels are the same in capitals and in small letters. */
function isLabelled(issue: Issue, name: string): boolean {
  return issue.labels.some(label => label.toLowerCase() === name.toLowerCase());
}

/** The issue that `:issue_number` names. Throws NotFoundError. */
function issueOf(forge: Forge, repository: Repository, req: Request): Issue {
  const issue = forge.issues.find(
    repository.id,
    Number(req.params.issue_number),
  );
  if (!issue) {
    throw new NotFoundError('Not Found');
  }
  return issue;
}
