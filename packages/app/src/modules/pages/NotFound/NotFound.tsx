import { useLocation } from 'react-router-dom';
import { ButtonLink } from '@backstage/ui';
import { Page } from '@fairway/look';

/** For an address that nothing stands at. */
export function NotFound() {
  const { pathname } = useLocation();
  return (
    <Page
      title="There is no page at this address"
      actions={
        <ButtonLink variant="secondary" size="small" href="/catalog">
          Open the catalog
        </ButtonLink>
      }
    >
      <p>
        <code>{pathname}</code> was moved, removed, or never there. Search with
        Ctrl+K, or start from the catalog.
      </p>
    </Page>
  );
}
