import { ErrorRequestHandler } from 'express';
import { ValidationFailedError } from '../forge/ValidationFailedError';
import { MovedError } from './MovedError';

/** Turns an error into the status and the body that GitHub would answer with. */
export interface Problem {
  status: number;
  message: string;
  errors?: unknown[];
}

const statuses: Record<string, number> = {
  InputError: 422,
  ValidationFailedError: 422,
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
  NotImplementedError: 501,
};

export function problemOf(error: unknown): Problem {
  if (!(error instanceof Error)) {
    return { status: 500, message: 'Server Error' };
  }
  const parsing = error as Error & { type?: string; status?: number };
  if (parsing.type === 'entity.too.large') {
    return { status: 413, message: 'Payload too large' };
  }
  // What express refuses itself: a body or a path that can't be read.
  if (parsing.type?.startsWith('entity.') || error.name === 'SyntaxError') {
    return { status: 400, message: 'Problems parsing JSON' };
  }
  if (error.name === 'URIError' || parsing.status === 400) {
    return { status: 400, message: 'Bad Request' };
  }
  const status = statuses[error.name] ?? 500;
  return {
    status,
    message: status === 500 ? 'Server Error' : error.message,
    ...(error instanceof ValidationFailedError && { errors: error.problems }),
  };
}

/** Answers errors as GitHub's API does; what is our own fault is written to stderr. */
export const answerProblems: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) {
    next(error);
    return;
  }
  if (error instanceof MovedError) {
    // With 307 the method stays what it was.
    const moved = req.method === 'GET' || req.method === 'HEAD' ? 301 : 307;
    res.status(moved).location(error.location).json({
      message: error.message,
      url: error.location,
      documentation_url: 'https://docs.github.com/rest',
    });
    return;
  }
  const { status, message, errors } = problemOf(error);
  if (status === 500) {
    process.stderr.write(
      `${req.method} ${req.path} failed: ${error?.stack ?? error}\n`,
    );
  }
  res.status(status).json({
    message,
    ...(errors && { errors }),
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  });
};
