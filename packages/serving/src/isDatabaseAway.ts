import { isError } from '@backstage/errors';

/** PostgreSQL's classes and codes for a server that is away, full or has no connection left, and those of sockets. */
const CODES =
  /^(08...|53...|57P0[1-4]|55P03|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|SQLITE_(BUSY|FULL|IOERR|LOCKED|CANTOPEN).*)$/;
const MESSAGES =
  /connection terminated|connection ended|timeout acquiring a connection|unable to acquire a connection/i;

/** Whether an error says that the database can't be used now, rather than that the query is wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (!isError(error)) return false;
  const { code } = error as { code?: unknown };
  return (
    error.name === 'KnexTimeoutError' ||
    (typeof code === 'string' && CODES.test(code)) ||
    MESSAGES.test(error.message)
  );
}
