import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { EmptyState, Panel, Row, Rows } from '@fairway/look';
import { nameKind } from '../../model/catalogView';
import { groupByKind, listTargets } from '../../model/relations';
import { TargetNames } from '../TargetNames';

/** What a team or a person answers for, by kind, each kind leading to its list. */
export function OwnsCard() {
  const { entity } = useEntity();
  const owned = groupByKind(listTargets(entity, ['ownerOf']));
  const isTeam = entity.kind === 'Group';
  const owner = stringifyEntityRef(entity);
  return (
    <Panel title="Owns" flush>
      {owned.length === 0 ? (
        <EmptyState
          variant="noData"
          title={isTeam ? 'This team owns nothing yet' : 'Owns nothing alone'}
        >
          {isTeam
            ? 'What names it as its owner is listed here.'
            : 'What their teams own is listed on the pages of the teams.'}
        </EmptyState>
      ) : (
        <Rows label="What is owned, by kind">
          {owned.map(({ kind, targets }) => {
            const href = `/catalog?${new URLSearchParams({ kind, owner })}`;
            const { one, many } = nameKind(kind);
            return (
              <Row
                key={kind}
                detail={<TargetNames targets={targets} allHref={href} />}
                end={
                  <Link href={href} aria-label={`Open ${many} in catalog`}>
                    Open in catalog
                  </Link>
                }
              >
                {targets.length.toLocaleString('en-US')}{' '}
                {targets.length === 1 ? one : many}
              </Row>
            );
          })}
        </Rows>
      )}
    </Panel>
  );
}
