import { InlineNote } from '@fairway/look';

/** Said where a file could not be made. */
export function CsvFailure() {
  return (
    <InlineNote tone="warning" title="The file could not be made.">
      Nothing was saved; choose CSV to try again.
    </InlineNote>
  );
}
