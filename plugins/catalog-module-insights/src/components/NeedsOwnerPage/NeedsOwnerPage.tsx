import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { Button, Link } from '@backstage/ui';
import {
  EmptyState,
  formatCount,
  Page,
  Panel,
  Row,
  Rows,
  Sign,
  SkeletonLine,
} from '@fairway/look';
import type {
  UnownedAnswer,
  UnownedEntity,
} from '@fairway/plugin-catalog-insights-common';
import {
  entityPath,
  LoadFailure,
} from '@fairway/plugin-catalog-insights-react';
import { RiArrowRightLine } from '@remixicon/react';
import { nameKind } from '../../model/catalogView';
import { OwnerDialog } from './OwnerDialog';
import { useUnowned } from './useUnowned';
import styles from './NeedsOwnerPage.module.css';

/** What is wrong with an owner, in one sentence. */
function describeProblem({ ownerRef, problem }: UnownedEntity): string {
  if (!ownerRef) return 'Its catalog file names no owner.';
  const { kind, name } = parseEntityRef(ownerRef, {
    defaultKind: 'group',
    defaultNamespace: 'default',
  });
  if (problem === 'noMembers') return `Nobody is in the team ${name}.`;
  const what = kind === 'group' ? 'team' : nameKind(kind).one;
  return `The ${what} ${name} is not in the catalog.`;
}

interface ListProps {
  answer: UnownedAnswer;
  onChoose: (entity: UnownedEntity) => void;
}

function List({ answer, onChoose }: ListProps) {
  return (
    <Rows label="Without an owner">
      {answer.items.map(entity => {
        const ref = parseEntityRef(entity.entityRef);
        const title = entity.title ?? ref.name;
        return (
          <Row
            key={entity.entityRef}
            start={<Sign sign="unknown" label="No owner" />}
            detail={describeProblem(entity)}
            end={
              <Button
                variant="secondary"
                size="small"
                aria-label={`Choose an owner of ${title}`}
                iconEnd={<RiArrowRightLine />}
                onPress={() => onChoose(entity)}
              >
                Choose an owner
              </Button>
            }
          >
            <Link href={entityPath(ref)} standalone weight="bold">
              {title}
            </Link>{' '}
            <span className={styles.kind}>{nameKind(ref.kind).one}</span>
          </Row>
        );
      })}
    </Rows>
  );
}

/** Everything that nobody looks after, each with the way to an owner. */
export function NeedsOwnerPage() {
  const { state, reload, showMore } = useUnowned();
  const [chosen, setChosen] = useState<UnownedEntity>();
  const answer = state.status === 'loaded' ? state.value : undefined;
  const count = answer?.items.length ?? 0;
  return (
    <Page
      title="Needs an owner"
      crumbs={[{ label: 'Catalog', href: '/catalog' }]}
      summary="Its owner is not in the catalog, or nobody is in that team."
    >
      <Panel
        title={
          answer
            ? `${answer.nextCursor ? 'More than ' : ''}${formatCount(count, 'entity', 'entities')}`
            : 'Without an owner'
        }
        flush
        footer={
          answer?.nextCursor ? (
            <Button
              variant="secondary"
              size="small"
              isPending={state.status === 'loaded' && state.reloading}
              onPress={showMore}
            >
              Show more
            </Button>
          ) : null
        }
      >
        {state.status === 'loading' ? (
          <div className={styles.skeleton} role="status" aria-label="Loading">
            <SkeletonLine width="40%" />
            <SkeletonLine width="46%" />
            <SkeletonLine width="38%" />
          </div>
        ) : null}
        {state.status === 'failed' ? (
          <LoadFailure
            what="The list"
            error={state.error}
            retrying={state.retrying}
            onRetry={reload}
          >
            What has an owner is not changed by that.
          </LoadFailure>
        ) : null}
        {answer && count === 0 ? (
          <EmptyState variant="noData" title="Everything has an owner">
            What loses its team appears here by itself.
          </EmptyState>
        ) : null}
        {answer && count > 0 ? (
          <List answer={answer} onChoose={setChosen} />
        ) : null}
      </Panel>
      {chosen ? (
        <OwnerDialog
          key={chosen.entityRef}
          entity={chosen}
          onClose={() => setChosen(undefined)}
        />
      ) : null}
    </Page>
  );
}
