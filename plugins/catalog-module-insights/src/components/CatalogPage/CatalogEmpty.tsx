import { Button, ButtonLink } from '@backstage/ui';
import { EmptyState } from '@fairway/look';
import { RiAddLine } from '@remixicon/react';
import {
  countFilters,
  nameKind,
  type CatalogView,
} from '../../model/catalogView';

interface CatalogEmptyProps {
  view: CatalogView;
  onClear: () => void;
}

/** In the place of the rows when there are none: because of the filters, or because nothing is there yet. */
export function CatalogEmpty({ view, onClear }: CatalogEmptyProps) {
  const { many } = nameKind(view.kind);
  if (countFilters(view) > 0) {
    return (
      <EmptyState
        variant="noData"
        headingLevel={2}
        title={`No ${many} match these filters`}
        action={
          <Button variant="secondary" size="small" onPress={onClear}>
            Clear the filters
          </Button>
        }
      >
        What you may not see is not counted either.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      variant="noData"
      headingLevel={2}
      title={`There are no ${many} yet`}
      action={
        <>
          <ButtonLink
            variant="primary"
            size="small"
            href="/create"
            iconStart={<RiAddLine />}
          >
            Create Service
          </ButtonLink>
          <ButtonLink variant="secondary" size="small" href="/catalog-import">
            Import a repository
          </ButtonLink>
        </>
      }
    >
      What is created on a path appears here by itself; a repository that exists
      already is imported.
    </EmptyState>
  );
}
