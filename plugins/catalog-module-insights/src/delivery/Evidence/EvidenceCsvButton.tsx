import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  collectEvidence,
  downloadCsv,
  metricsApiRef,
} from '@fairway/plugin-metrics-react';
import { Button } from '@backstage/ui';
import { InlineNote } from '@fairway/look';
import { RiDownloadLine } from '@remixicon/react';
import { evidenceCsv } from './evidenceCsv';
import type { EvidenceList } from './evidenceLists';

/** All of a list as a file, not only the pages that were read. */
export function EvidenceCsvButton(props: {
  scope: string;
  list: EvidenceList;
  from: string;
  to: string;
}) {
  const { scope, list, from, to } = props;
  const api = useApi(metricsApiRef);
  const [pending, setPending] = useState(false);
  const [failed, setFailed] = useState(false);
  const save = async () => {
    setPending(true);
    setFailed(false);
    try {
      const pages = await Promise.all(
        list.sources.map(async ({ metric, keep }) =>
          (await collectEvidence(api, { scope, metric, from, to })).filter(
            keep,
          ),
        ),
      );
      const name = scope.replace(/^.*\//, '');
      downloadCsv(`${name}-${list.id}.csv`, evidenceCsv(pages.flat()));
    } catch {
      setFailed(true);
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <Button
        variant="tertiary"
        size="small"
        iconStart={<RiDownloadLine />}
        isPending={pending}
        onPress={save}
      >
        CSV
      </Button>
      {failed ? (
        <InlineNote tone="warning" title="The file could not be made.">
          Nothing was saved; choose CSV to try again.
        </InlineNote>
      ) : null}
    </>
  );
}
