import { EmptyState } from '@fairway/look';
import { describeFailure } from '../../model/describeFailure';

/** @public */
export interface LoadFailureProps {
  /** What could not be loaded, at the beginning of a sentence: "Health". */
  what: string;
  error: Error;
  retrying: boolean;
  onRetry: () => void;
  /** What the failure does not mean. */
  children?: string;
  headingLevel?: 2 | 3;
}

/**
 * In the place of what could not be loaded: not permitted, or what failed and the way to try again.
 *
 * @public
 */
export function LoadFailure(props: LoadFailureProps) {
  const { what, error, retrying, onRetry, children, headingLevel } = props;
  const { message, status, requestId } = describeFailure(error);
  if (status === 403) {
    return (
      <EmptyState
        variant="noPermission"
        headingLevel={headingLevel}
        title={`${what} is not for you to see`}
      >
        {message}. The platform team can tell who may.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      variant="error"
      headingLevel={headingLevel}
      title={`${what} could not be loaded`}
      status={status}
      requestId={requestId}
      details={`${error.name}: ${error.message}`}
      retrying={retrying}
      onRetry={onRetry}
    >
      {message}. {children}
    </EmptyState>
  );
}
