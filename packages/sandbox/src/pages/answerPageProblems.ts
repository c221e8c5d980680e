import { ErrorRequestHandler } from 'express';
import { problemOf } from '../http/problems';
import { html } from './html';
import { page } from './page';

/** Answers an error as a page that says what it is. */
export const answerPageProblems: ErrorRequestHandler = (
  error,
  req,
  res,
  next,
) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  const { status, message, errors } = problemOf(error);
  const details = (errors ?? []) as Array<{ message?: string }>;
  if (status === 500) {
    process.stderr.write(
      `${req.method} ${req.path} failed: ${error?.stack ?? error}\n`,
    );
  }
  res
    .status(status)
    .type('html')
    .send(
      page({
        title: message,
        viewer: res.locals.viewer,
        narrow: true,
        body: html`<h1>
            ${status === 404 ? 'There is nothing here' : message}
          </h1>
          <p class="lead">
            ${status === 404 ? 'It does not exist, or you may not see it.' : `Status ${status}.`}
            <a href="/">To the repositories</a>
          </p>
          ${details.map(
            detail => detail.message && html`<p>${detail.message}</p>`,
          )}`,
      }),
    );
};
