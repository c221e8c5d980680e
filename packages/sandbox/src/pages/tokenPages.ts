import { NotFoundError } from '@backstage/errors';
import express, { Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { html } from './html';
import { page } from './page';
import { requireSameOrigin } from './session';
import { momentOf } from './momentOf';
import { viewerOf } from './viewer';

const path = '/settings/tokens';

/** Personal tokens: what `git` asks for as the password. */
export function tokenPages(forge: Forge): Router {
  const router = PromiseRouter();
  router.get(path, (_req, res) => answer(forge, res));
  router.post(path, express.urlencoded({ extended: false }), (req, res) => {
    requireSameOrigin(forge, req);
    const note = String(req.body?.note ?? '')
      .trim()
      .slice(0, 100);
    const { token } = forge.tokens.createToken({
      login: viewerOf(res).login,
      kind: 'personal',
      scopes: ['repo'],
      note: note || 'Unnamed',
    });
    answer(forge, res.status(201), token);
  });
  router.post(`${path}/:id/delete`, (req, res) => {
    requireSameOrigin(forge, req);
    const own = forge.tokens
      .list(viewerOf(res).login, 'personal')
      .find(token => token.id === Number(req.params.id));
    if (!own) {
      throw new NotFoundError('Not Found');
    }
    forge.tokens.revoke(own.id);
    res.redirect(303, path);
  });
  return router;
}

function answer(forge: Forge, res: Response, created?: string) {
  const viewer = viewerOf(res);
  const tokens = forge.tokens.list(viewer.login, 'personal');
  res
    .type('html')
    .setHeader('Cache-Control', 'no-store')
    .send(
      page({
        title: 'Tokens',
        viewer,
        body: html`<h1>Tokens</h1>
          <p class="lead">
            Git asks for a user and a password: give
            <code>${viewer.login}</code> and a token.
          </p>
          ${
            created &&
            html`<div class="card" role="status">
              <div class="body">
                <p><strong>Your new token.</strong> It is shown this once.</p>
                <pre>${created}</pre>
              </div>
            </div>`
          }
          <form method="post" action="${path}" class="card">
            <div class="body">
              <label for="note">What is it for?</label>
              <input type="text" id="note" name="note" maxlength="100" />
              <p><button class="primary">Create a token</button></p>
            </div>
          </form>
          ${
            tokens.length > 0 &&
            html`<table class="card">
              <thead>
                <tr>
                  <th scope="col">Token</th>
                  <th scope="col">Created</th>
                  <th scope="col">Remove</th>
                </tr>
              </thead>
              <tbody>
                ${tokens.map(
                  token =>
                    html`<tr>
                      <td>${token.note}</td>
                      <td>${momentOf(token.createdAt)}</td>
                      <td>
                        <form method="post" action="${path}/${token.id}/delete">
                          <button aria-label="Delete the token ${token.note}">
                            Delete
                          </button>
                        </form>
                      </td>
                    </tr>`,
                )}
              </tbody>
            </table>`
          }`,
      }),
    );
}
