import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { Forge } from '../forge/Forge';
import { Caller, Repository } from '../forge/model';
import { Pull } from '../forge/PullRow';
import { Review, ReviewState } from '../forge/Reviews';
import { ValidationFailedError } from '../forge/ValidationFailedError';
import { bodyOf } from '../http/bodyOf';
import { requireCaller } from '../http/caller';
import { paginate } from '../http/paginate';
import { reviewJson } from '../represent/reviews';
import { pullOf } from './pullOf';

const base = '/repos/:owner/:repo/pulls/:pull_number/reviews';

const states = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const;

/** Without an event GitHub keeps a draft: there are none here, so it is asked for. */
const createBody = z.object({
  event: z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']),
  body: z.string().optional(),
});

/** Reviews of pull requests, as a whole: comments on lines are not here. */
export function reviewRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(base, (req, res) => {
    const { repository, pull } = pullOf(forge, req, res, 'read');
    const reviews = forge.reviews.list(pull.id);
    res.json(
      paginate(forge, req, res, reviews).map(review =>
        reviewJson(forge, repository, pull, review),
      ),
    );
  });
  router.post(base, (req, res) => {
    // Whoever may read may say something; whether it counts is looked at when it is merged.
    const { repository, pull } = pullOf(forge, req, res, 'read');
    const { event, body } = bodyOf(req, createBody);
    const review = submitReview(forge, repository, pull, {
      caller: requireCaller(res),
      state: states[event],
      body,
    });
    res.json(reviewJson(forge, repository, pull, review));
  });
  return router;
}

/** Throws ValidationFailedError for a verdict on one's own pull request. */
export function submitReview(
  forge: Forge,
  repository: Repository,
  pull: Pull,
  given: { caller: Caller; state: ReviewState; body?: string },
): Review {
  const { login } = given.caller.person;
  if (login === pull.author && given.state !== 'COMMENTED') {
    throw new ValidationFailedError('Unprocessable Entity', [
      {
        resource: 'PullRequestReview',
        field: 'event',
        code: 'custom',
        message: 'Can not review your own pull request',
      },
    ]);
  }
  return forge.reviews.submit({
    repository,
    pull,
    reviewer: login,
    state: given.state,
    body: given.body,
  });
}
