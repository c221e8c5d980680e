import { useState } from 'react';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Button, Link } from '@backstage/ui';
import { EmptyState, Panel, Row, Rows, SkeletonLine } from '@fairway/look';
import {
  entityPath,
  LoadFailure,
} from '@fairway/plugin-catalog-insights-react';
import { useMembers, type Member } from './useMembers';
import styles from './MembersCard.module.css';

/** More than a screen of people is asked for. */
const FIRST = 12;

function People({ members }: { members: Member[] }) {
  const [all, setAll] = useState(false);
  const left = members.length - FIRST;
  return (
    <>
      <Rows tight label="Members">
        {(all ? members : members.slice(0, FIRST)).map(
          ({ ref, title, mail, mailHref }) => (
            <Row
              key={ref.name}
              end={mailHref ? <Link href={mailHref}>{mail}</Link> : undefined}
            >
              <Link href={entityPath(ref)} standalone weight="bold">
                {title}
              </Link>
            </Row>
          ),
        )}
      </Rows>
      {left > 0 && !all ? (
        <div className={styles.more}>
          <Button
            variant="secondary"
            size="small"
            onPress={() => setAll(true)}
          >{`Show ${left.toLocaleString('en-US')} more`}</Button>
        </div>
      ) : null}
    </>
  );
}

/** Who is in a team, and how each of them is reached. */
export function MembersCard() {
  const { entity } = useEntity();
  const { count, state, reload } = useMembers(entity);
  return (
    <Panel
      title={
        <>
          Members <span className={styles.count}>{count || ''}</span>
        </>
      }
      flush
    >
      {count === 0 ? (
        <EmptyState variant="noData" title="Nobody is in this team">
          What it owns has nobody to ask, and needs an owner.
        </EmptyState>
      ) : null}
      {count > 0 && state.status === 'loading' ? (
        <Rows tight>
          {Array.from({ length: Math.min(count, FIRST) }, (_, line) => (
            <Row key={line}>
              <SkeletonLine width="30%" />
            </Row>
          ))}
        </Rows>
      ) : null}
      {state.status === 'failed' ? (
        <LoadFailure
          what="The members"
          error={state.error}
          retrying={state.retrying}
          onRetry={reload}
        />
      ) : null}
      {count > 0 && state.status === 'loaded' ? (
        <People members={state.value} />
      ) : null}
    </Panel>
  );
}
