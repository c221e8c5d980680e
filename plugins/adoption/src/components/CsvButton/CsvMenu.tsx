import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiDownloadLine } from '@remixicon/react';
import { CsvFailure } from './CsvFailure';
import { useCsv } from './useCsv';

interface CsvMenuProps {
  files: { title: string; name: string; load: () => Promise<string> }[];
}

/** Which part of the page becomes a file. */
export function CsvMenu({ files }: CsvMenuProps) {
  const { pending, failed, save } = useCsv();
  return (
    <>
      <MenuTrigger>
        <Button
          variant="tertiary"
          size="small"
          iconStart={<RiDownloadLine />}
          isPending={pending}
        >
          CSV
        </Button>
        <Menu>
          {files.map(({ title, name, load }) => (
            <MenuItem key={name} onAction={() => void save(name, load)}>
              {title}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
      {failed ? <CsvFailure /> : null}
    </>
  );
}
