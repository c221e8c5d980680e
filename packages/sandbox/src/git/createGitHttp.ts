import { NotFoundError } from '@backstage/errors';
import { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { Caller, Repository } from '../forge/model';
import { CallCounter } from '../http/CallCounter';
import { tokenIn } from '../http/caller';
import { answerProblems } from '../http/problems';
import { guardPush } from './guardPush';
import { runHttpBackend } from './runHttpBackend';
import { spool } from './spool';

type Service = 'git-upload-pack' | 'git-receive-pack';

/** Git over HTTP, as `git clone` and `git push` speak it. */
export function createGitHttp(forge: Forge, calls: CallCounter): Router {
  const router = PromiseRouter();
  const base = '/:owner/:repo';
  router.get(`${base}/info/refs`, async (req, res) => {
    const service = req.query.service;
    if (service !== 'git-upload-pack' && service !== 'git-receive-pack') {
      throw new NotFoundError('Not Found');
    }
    calls.count('GET /{owner}/{repo}.git/info/refs');
    const opened = open(forge, req, res, service);
    if (opened) {
      await runHttpBackend({ forge, req, res, ...opened });
    }
  });
  router.post(`${base}/git-upload-pack`, async (req, res) => {
    calls.count('POST /{owner}/{repo}.git/git-upload-pack');
    const opened = open(forge, req, res, 'git-upload-pack');
    if (opened) {
      await runHttpBackend({ forge, req, res, ...opened, input: req });
    }
  });
  router.post(`${base}/git-receive-pack`, async (req, res) => {
    calls.count('POST /{owner}/{repo}.git/git-receive-pack');
    const opened = open(forge, req, res, 'git-receive-pack');
    if (opened) {
      await receive(forge, req, res, opened);
    }
  });
  router.use(answerProblems);
  return router;
}

/** A push: its body is kept aside first, so that a slow client holds up nobody. */
async function receive(
  forge: Forge,
  req: Request,
  res: Response,
  { repository, caller }: { repository: Repository; caller?: Caller },
) {
  const body = await spool(forge.stateDir, req);
  try {
    const pusher = {
      person: caller!.person,
      viaWorkflowToken: caller!.kind === 'workflow',
    };
    // The answer is sent after the push is written down: what a client was told has happened is never lost.
    const send = await forge.pushes.perform(repository.id, pusher, current =>
      runHttpBackend({
        forge,
        req,
        res,
        repository: current,
        caller,
        input: body.stream(),
        guard: guardPush(forge, current, caller!),
        hold: true,
      }),
    );
    send();
  } finally {
    await body.remove();
  }
}

/** The repository, when the caller may do this with it; otherwise the answer is given and it is undefined. */
function open(
  forge: Forge,
  req: Request,
  res: Response,
  service: Service,
): { repository: Repository; caller?: Caller } | undefined {
  const token = tokenIn(req.headers.authorization);
  const caller = token ? forge.tokens.identify(token) : undefined;
  const name = req.params.repo.replace(/\.git$/, '');
  const repository = forge.repositories.find(req.params.owner, name);
  const level = service === 'git-receive-pack' ? 'write' : 'read';
  if (
    repository &&
    forge.access.allows(caller, repository, 'contents', level)
  ) {
    if (level === 'write' && repository.archived) {
      res.status(403).type('text/plain').send('This repository is archived.\n');
      return undefined;
    }
    return { repository, caller };
  }
  const moved = forge.repositories.findFormer(req.params.owner, name);
  if (
    !repository &&
    moved &&
    forge.access.allows(caller, moved, 'contents', 'read')
  ) {
    const rest = req.originalUrl.split('/').slice(3).join('/');
    res.redirect(301, `${forge.baseUrl}/${moved.fullName}.git/${rest}`);
    return undefined;
  }
  // Git asks its user, or its helper, only after a 401. Who is somebody already and may read hears why not.
  if (!caller) {
    res.setHeader('WWW-Authenticate', 'Basic realm="GitHub"');
    res.status(401).type('text/plain').send('Authentication is required.\n');
  } else if (
    repository &&
    forge.access.allows(caller, repository, 'contents', 'read')
  ) {
    res
      .status(403)
      .type('text/plain')
      .send(
        `Permission to ${repository.fullName}.git denied to ${caller.person.login}.\n`,
      );
  } else {
    res.status(404).type('text/plain').send('Repository not found.\n');
  }
  return undefined;
}
