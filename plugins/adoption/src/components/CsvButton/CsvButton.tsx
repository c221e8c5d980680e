import { Button } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { CsvFailure } from './CsvFailure';
import { useCsv } from './useCsv';

interface CsvButtonProps {
  name: string;
  load: () => Promise<string>;
}

/** All of a list as a file, not only what was read of it so far. */
export function CsvButton({ name, load }: CsvButtonProps) {
  const { pending, failed, save } = useCsv();
  return (
    <>
      <Button
        variant="tertiary"
        size="small"
        iconStart={<RiDownloadLine />}
        isPending={pending}
        onPress={() => void save(name, load)}
      >
        CSV
      </Button>
      {failed ? <CsvFailure /> : null}
    </>
  );
}
