import { EmptyState } from '@fairway/look';
import {
  describeFailure,
  LoadFailure,
} from '@fairway/plugin-catalog-insights-react';

interface CatalogFailureProps {
  error: Error;
  retrying: boolean;
  onRetry: () => void;
}

/** In the place of the rows when they could not be loaded: the list is not set up, not permitted, or failed. */
export function CatalogFailure({
  error,
  retrying,
  onRetry,
}: CatalogFailureProps) {
  if (describeFailure(error).status === 404) {
    return (
      <EmptyState
        variant="notConfigured"
        headingLevel={2}
        title="The catalog’s list is not set up"
        missing={`backend.add(import('@fairway/plugin-catalog-backend-module-insights'));`}
      >
        The backend has no list with health and delivery. What is in the catalog
        is kept; its pages can be found with the search.
      </EmptyState>
    );
  }
  return (
    <LoadFailure
      what="The catalog"
      headingLevel={2}
      error={error}
      retrying={retrying}
      onRetry={onRetry}
    >
      Nothing is known about the services themselves: this is no sign that one
      is gone.
    </LoadFailure>
  );
}
