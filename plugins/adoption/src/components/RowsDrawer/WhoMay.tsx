import { parseEntityRef } from '@backstage/catalog-model';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { EmptyState } from '@fairway/look';
import { entityPath } from '@fairway/plugin-catalog-insights-react';
import { formatNumber } from '../../model/words';

interface WhoMayProps {
  /** How many rows there are for others; left out where that is not told. */
  hidden?: number;
  /** There are no rows beside them that the reader may see. */
  alone?: boolean;
}

function PlatformTeam() {
  const refs =
    useApi(configApiRef).getOptionalStringArray('fairway.platformTeams') ?? [];
  if (refs.length === 0) return <>the platform team</>;
  return (
    <>
      the platform team (
      {refs.map((ref, index) => {
        const group = parseEntityRef(ref);
        return (
          <span key={ref}>
            {index ? ', ' : null}
            <Link href={entityPath(group)}>{group.name}</Link>
          </span>
        );
      })}
      )
    </>
  );
}

/** Rows are for whose they are: says how many there are for others, and who may read them. */
export function WhoMay({ hidden, alone }: WhoMayProps) {
  const who = (
    <>
      the members of the team that they belong to, and <PlatformTeam />
    </>
  );
  if (!alone) {
    return (
      <p>
        {formatNumber(hidden ?? 0)} more belong to other teams, or to none yet.
        Their rows may be read by {who}.
      </p>
    );
  }
  return (
    <EmptyState
      variant="noPermission"
      title="You can see the total, not these rows"
    >
      {hidden
        ? `${formatNumber(hidden)} belong to other teams, or to none yet. `
        : 'They belong to a team that you are not in. '}
      Rows may be read by {who}: ask one of them.
    </EmptyState>
  );
}
