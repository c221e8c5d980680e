import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Forge } from '../forge/Forge';
import { html } from './html';
import { initialsOf } from './initialsOf';

const colours = ['#0b5e57', '#3d63c9', '#8f3f94', '#8a5200', '#7a2a3a'];

/** A drawn picture for everybody: the initials on a colour of their own. Public, since the portal shows them too. */
export function avatarRoutes(forge: Forge): Router {
  const router = PromiseRouter();
  router.get('/avatars/:login.svg', (req, res) => {
    const { login } = req.params;
    const known = forge.people.find(login) ?? forge.people.organisation(login);
    const sum = [...login].reduce((total, c) => total + c.charCodeAt(0), 0);
    res
      .type('image/svg+xml')
      .setHeader('Cache-Control', 'public, max-age=3600')
      .setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
      .send(
        html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
          <rect
            width="64"
            height="64"
            fill="${colours[sum % colours.length]}"
          />
          <text
            x="32"
            y="41"
            text-anchor="middle"
            font-family="sans-serif"
            font-size="26"
            fill="#fff"
          >
            ${initialsOf(known?.name ?? login)}
          </text>
        </svg>`.text,
      );
  });
  return router;
}
