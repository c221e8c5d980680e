import {
  isError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { slugOf, type Repository } from '../repository/repositoryOf';

interface RequestError extends Error {
  status: number;
  response?: { headers: Record<string, string | number | undefined> };
}

/** True for an answer of the forge with one of these statuses. */
export function hasStatus(error: unknown, ...statuses: number[]): boolean {
  return isRequestError(error) && statuses.includes(error.status);
}

/**
 * A failed call to the forge in the platform's own terms: what the caller can
 * do about it, and never the request, which carries the token.
 */
export function translateError(error: unknown, repository: Repository): Error {
  if (!isRequestError(error)) {
    return isError(error) ? error : new Error(String(error));
  }
  const { host } = repository;
  const slug = slugOf(repository);
  if (error.status === 404) {
    return new NotFoundError(
      `${slug} was not found at ${host}, or Fairway may not read it`,
    );
  }
  if (error.status === 401) {
    return new ServiceUnavailableError(
      `${host} does not accept Fairway's credentials`,
    );
  }
  if (error.status === 429 || isRateLimited(error)) {
    return new ServiceUnavailableError(
      `${host} limits Fairway's requests for now`,
    );
  }
  if (error.status === 403) {
    return new ServiceUnavailableError(
      `${host} does not allow this for ${slug}: ${error.message}`,
    );
  }
  if (error.status >= 500) {
    return new ServiceUnavailableError(`${host} does not answer`);
  }
  return new Error(`${host} refused a request for ${slug}: ${error.message}`);
}

function isRequestError(error: unknown): error is RequestError {
  return isError(error) && typeof error.status === 'number';
}

function isRateLimited({ status, response }: RequestError): boolean {
  const headers = response?.headers ?? {};
  return (
    status === 403 &&
    (headers['retry-after'] !== undefined ||
      String(headers['x-ratelimit-remaining']) === '0')
  );
}
