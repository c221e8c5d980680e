import { useState } from 'react';
import { toastApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import {
  listApiRef,
  type ListQuery,
} from '@fairway/plugin-catalog-insights-react';
import { RiDownload2Line } from '@remixicon/react';

function save(blob: Blob, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser takes hold of the content while it handles the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}

/** All rows that pass the filters, not only those on the page, as a file. */
export function CsvButton({ query }: { query: ListQuery }) {
  const api = useApi(listApiRef);
  const toasts = useApi(toastApiRef);
  const [pending, setPending] = useState(false);
  const download = async () => {
    const { limit: _limit, cursor: _cursor, ...rest } = query;
    setPending(true);
    try {
      save(await api.csv(rest), `${query.kind}s.csv`);
    } catch (error) {
      toasts.post({
        title: 'The CSV could not be made',
        description: error instanceof Error ? error.message : String(error),
        status: 'danger',
      });
    } finally {
      setPending(false);
    }
  };
  return (
    <Button
      variant="tertiary"
      size="small"
      iconStart={<RiDownload2Line />}
      isPending={pending}
      onPress={() => void download()}
    >
      CSV
    </Button>
  );
}
