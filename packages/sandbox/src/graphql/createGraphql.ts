import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { graphql } from 'graphql';
import { z } from 'zod';
import { Forge } from '../forge/Forge';
import { bodyOf } from '../http/bodyOf';
import { CallCounter } from '../http/CallCounter';
import { identifyCaller, requireCaller } from '../http/caller';
import { answerProblems } from '../http/problems';
import { describeApi, hourlyLimit, resetTime } from '../rest/describeApi';
import { resolveOwner } from './resolveOwner';
import { Asking, resolveOrganisation, resolvePerson } from './resolvePeople';
import { resolveRepository } from './resolveRepository';
import { schema } from './schema';

const requestBody = z.object({
  query: z.string().max(100_000),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** GitHub's GraphQL API: as much of it as is needed. What the schema lacks is refused by name. */
export function createGraphql(forge: Forge, calls: CallCounter): Router {
  const router = PromiseRouter();
  router.use(describeApi);
  router.use(identifyCaller(forge));
  router.use(express.json({ type: () => true }));
  router.post('/', async (req, res) => {
    calls.count('POST /graphql');
    const caller = requireCaller(res);
    const body = bodyOf(req, requestBody);
    const result = await graphql({
      schema,
      source: body.query,
      rootValue: rootOf({ forge, caller }),
      variableValues: body.variables,
      operationName: body.operationName,
    });
    res.json(result);
  });
  router.use(answerProblems);
  return router;
}

function rootOf(asking: Asking) {
  const { forge, caller } = asking;
  return {
    viewer: () => resolvePerson(asking, caller.person),
    user: ({ login }: { login: string }) => {
      const person = forge.people.find(login);
      return person ? resolvePerson(asking, person) : null;
    },
    organization: ({ login }: { login: string }) => {
      const organisation = forge.people.organisation(login);
      return organisation ? resolveOrganisation(asking, organisation) : null;
    },
    repositoryOwner: ({ login }: { login: string }) =>
      resolveOwner(asking, login),
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const repository = forge.repositories.find(owner, name);
      return repository &&
        forge.access.allows(caller, repository, 'contents', 'read')
        ? resolveRepository(asking, repository)
        : null;
    },
    rateLimit: () => ({
      limit: hourlyLimit,
      cost: 1,
      remaining: hourlyLimit - 1,
      used: 1,
      resetAt: new Date(resetTime() * 1000).toISOString(),
    }),
  };
}
