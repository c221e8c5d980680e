import { timingSafeEqual } from 'node:crypto';
import express, { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { Forge } from '../forge/Forge';
import { hashSecret } from '../forge/Tokens';
import { signInPage } from '../pages/signInPage';
import { html } from '../pages/html';
import { page } from '../pages/page';
import { requireSameOrigin, startSession } from '../pages/session';
import { AuthorizationCodes } from './AuthorizationCodes';
import { OAuthClient } from './OAuthClient';

const authorizeQuery = z.object({
  client_id: z.string(),
  redirect_uri: z.string().optional(),
  scope: z.string().max(1000).default(''),
  state: z.string().max(4000).optional(),
  code_challenge: z.string().max(128).optional(),
  code_challenge_method: z.literal('S256').optional(),
});

const tokenBody = z.object({
  client_id: z.string(),
  client_secret: z.string(),
  code: z.string(),
  redirect_uri: z.string().optional(),
  code_verifier: z.string().optional(),
});

type AuthorizeQuery = z.output<typeof authorizeQuery>;

/** GitHub's web application flow: who signs in to the portal chooses one of the people here. */
export function oauthRoutes(forge: Forge, client?: OAuthClient): Router {
  const router = PromiseRouter();
  const codes = new AuthorizationCodes(forge.database);
  router.get('/login/oauth/authorize', (req, res) => {
    const asked = askedBy(req.query, client);
    if (!asked) {
      refuse(res);
      return;
    }
    res
      .type('html')
      .setHeader('Content-Security-Policy', policy(asked.redirectUri))
      .send(
        signInPage({
          forge,
          title: 'Sign in to Fairway',
          action: req.originalUrl,
          viewer: res.locals.viewer,
        }),
      );
  });
  router.post(
    '/login/oauth/authorize',
    express.urlencoded({ extended: false }),
    (req, res) => {
      requireSameOrigin(forge, req);
      const asked = askedBy(req.query, client);
      if (!asked) {
        refuse(res);
        return;
      }
      const { login } = startSession(forge, res, req.body?.login);
      const code = codes.issue({
        login,
        clientId: asked.query.client_id,
        redirectUri: asked.redirectUri,
        scopes: asked.query.scope.split(/[\s,]+/).filter(Boolean),
        challenge: asked.query.code_challenge,
      });
      const back = new URL(asked.redirectUri);
      back.searchParams.set('code', code);
      if (asked.query.state !== undefined) {
        back.searchParams.set('state', asked.query.state);
      }
      res.redirect(302, back.toString());
    },
  );
  router.post(
    '/login/oauth/access_token',
    express.urlencoded({ extended: false }),
    express.json(),
    (req, res) => exchange({ forge, codes, client, req, res }),
  );
  return router;
}

/** What the portal asks for, when it is a known app that wants to go back to where it may. */
function askedBy(
  query: unknown,
  client: OAuthClient | undefined,
): { query: AuthorizeQuery; redirectUri: string } | undefined {
  const parsed = authorizeQuery.safeParse(query);
  if (!client || !parsed.success || parsed.data.client_id !== client.clientId) {
    return undefined;
  }
  const redirectUri = parsed.data.redirect_uri ?? client.callbackUrls[0];
  return client.callbackUrls.includes(redirectUri)
    ? { query: parsed.data, redirectUri }
    : undefined;
}

/**
 * Browsers hold a form to this policy through every redirect that follows, so the portal's host is in it; on any port,
 * since a portal in development leads on to its pages on another.
 */
function policy(redirectUri: string): string {
  const { protocol, hostname } = new URL(redirectUri);
  const portal = `${protocol}//${hostname}:*`;
  return `default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self' ${portal}; base-uri 'none'; frame-ancestors 'none'`;
}

/** Nobody is sent to an address that is not known, not even to be told so. */
function refuse(res: Response) {
  res
    .status(400)
    .type('html')
    .send(
      page({
        title: 'This sign-in is not known',
        narrow: true,
        body: html`<h1>This sign-in is not known</h1>
          <p class="lead">
            The app that sent you here, or the address that it wants you to go
            back to, is not registered at the sandbox. Start again from the
            portal.
          </p>`,
      }),
    );
}

function exchange(options: {
  forge: Forge;
  codes: AuthorizationCodes;
  client?: OAuthClient;
  req: Request;
  res: Response;
}) {
  const { forge, codes, client, req, res } = options;
  const body = tokenBody.safeParse(req.body);
  if (!client || !body.success || !isClient(client, body.data)) {
    answer(req, res, {
      error: 'incorrect_client_credentials',
      error_description:
        'The client_id and/or client_secret passed are incorrect.',
    });
    return;
  }
  const authorization = codes.redeem(body.data.code, {
    clientId: body.data.client_id,
    redirectUri: body.data.redirect_uri,
    verifier: body.data.code_verifier,
  });
  if (!authorization) {
    answer(req, res, {
      error: 'bad_verification_code',
      error_description: 'The code passed is incorrect or expired.',
    });
    return;
  }
  const { token } = forge.tokens.createToken({
    login: authorization.login,
    kind: 'oauth',
    scopes: authorization.scopes,
  });
  answer(req, res, {
    access_token: token,
    scope: authorization.scopes.join(','),
    token_type: 'bearer',
  });
}

function isClient(
  client: OAuthClient,
  given: { client_id: string; client_secret: string },
): boolean {
  return (
    given.client_id === client.clientId &&
    timingSafeEqual(
      hashSecret(given.client_secret),
      hashSecret(client.clientSecret),
    )
  );
}

/** As on GitHub: a form unless JSON is asked for, and 200 for a refusal too. */
function answer(req: Request, res: Response, fields: Record<string, string>) {
  res.setHeader('Cache-Control', 'no-store');
  if (/json/.test(req.headers.accept ?? '')) {
    res.json(fields);
    return;
  }
  res
    .type('application/x-www-form-urlencoded')
    .send(new URLSearchParams(fields).toString());
}
