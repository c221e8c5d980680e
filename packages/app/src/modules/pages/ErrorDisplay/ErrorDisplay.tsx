import type { ErrorDisplayProps } from '@backstage/frontend-plugin-api';
import { EmptyState } from '@fairway/look';

function describe(error: Error): string {
  return [`${error.name}: ${error.message}`, error.stack]
    .filter(Boolean)
    .join('\n\n');
}

/** In the place of a part of the page that broke; the rest of the page goes on. */
export function ErrorDisplay({ plugin, error, resetError }: ErrorDisplayProps) {
  const part = plugin?.title ?? plugin?.pluginId ?? 'This part of the page';
  return (
    <EmptyState
      variant="error"
      headingLevel={2}
      title={`${part} could not be shown`}
      onRetry={resetError}
      details={describe(error)}
    >
      It stopped with “{error.message}”. Nothing was changed by that, and the
      rest of Fairway works.
    </EmptyState>
  );
}
