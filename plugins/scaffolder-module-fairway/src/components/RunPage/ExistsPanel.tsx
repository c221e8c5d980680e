import { Link } from '@backstage/ui';
import { Fact, FactList, Panel, StatusLabel } from '@fairway/look';
import { existingOf } from '../../model/existing';
import type { PathPromise } from '../../model/promises';
import type { RunProgress } from '../../model/runProgress';

export interface ExistsPanelProps {
  progress: RunProgress;
  promises: PathPromise[];
}

/** What the run has made so far. */
export function ExistsPanel({ progress, promises }: ExistsPanelProps) {
  const things = existingOf(progress, promises);
  if (things.length === 0) return null;
  return (
    <Panel title="What exists now">
      <FactList>
        {things.map(({ kind, label, sign, word, url }) => (
          <Fact key={kind} label={label}>
            <StatusLabel
              sign={sign}
              word={
                url ? (
                  <Link href={url} target="_blank">
                    {word}
                  </Link>
                ) : (
                  word
                )
              }
            />
          </Fact>
        ))}
      </FactList>
    </Panel>
  );
}
