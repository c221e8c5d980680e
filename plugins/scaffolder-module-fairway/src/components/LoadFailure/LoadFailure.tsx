import type { ReactNode } from 'react';
import { ResponseError } from '@backstage/errors';
import { EmptyState } from '@fairway/look';

export interface LoadFailureProps {
  /** What was asked for, as a sentence begins: "The run". */
  what: string;
  error: Error;
  /** What it does not mean that it could not be loaded. */
  meanwhile?: ReactNode;
  /** Who may see it, where the person may not. */
  whoMay: string;
  /** Where to go instead. */
  action?: ReactNode;
  reload(): void;
  reloading?: boolean;
}

function statusOf(error: Error): number | undefined {
  if (error instanceof ResponseError) return error.statusCode;
  return { NotFoundError: 404, NotAllowedError: 403 }[error.name];
}

/** In place of what could not be loaded: it is not there, is not for this person, or can be tried again. */
export function LoadFailure(props: LoadFailureProps) {
  const { what, error, meanwhile, whoMay, action, reload, reloading } = props;
  const status = statusOf(error);
  if (status === 404) {
    return (
      <EmptyState
        variant="noData"
        title={`${what} is not there`}
        action={action}
      >
        The address may be misspelt, or what it named was deleted since.
      </EmptyState>
    );
  }
  if (status === 403) {
    return (
      <EmptyState
        variant="noPermission"
        title={`${what} is not open to you`}
        action={action}
      >
        {whoMay}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      variant="error"
      title={`${what} could not be loaded`}
      status={status}
      details={`${error.name}: ${error.message}`}
      onRetry={reload}
      retrying={reloading}
      action={action}
    >
      {meanwhile}
    </EmptyState>
  );
}
