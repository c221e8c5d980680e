import { useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import {
  EmptyState,
  Fact,
  FactList,
  formatCount,
  Panel,
  safeUrl,
  SkeletonLine,
} from '@fairway/look';
import { RiMailLine } from '@remixicon/react';
import { describeFailure } from '@fairway/plugin-catalog-insights-react';
import { EntityLink } from '../EntityLink';
import { useOwner, type Owner } from './useOwner';
import styles from './OwnershipCard.module.css';

function OwnerFacts({ owner: { ref, known } }: { owner: Owner }) {
  const mail = known?.mail && safeUrl(`mailto:${known.mail}`);
  return (
    <FactList>
      <Fact label={ref.kind === 'user' ? 'Person' : 'Team'}>
        <EntityLink entityRef={ref} />
        <span className={styles.quiet}>
          {known
            ? known.members !== undefined &&
              formatCount(known.members, 'person', 'people')
            : 'not in the catalog'}
        </span>
      </Fact>
      {mail ? (
        <Fact label="Mail">
          <RiMailLine size={16} aria-hidden />
          <Link href={mail}>{known.mail}</Link>
        </Fact>
      ) : null}
    </FactList>
  );
}

/** Whom to ask. */
export function OwnershipCard() {
  const { entity } = useEntity();
  const { state, reload } = useOwner(entity);
  if (state.status === 'failed') {
    return (
      <Panel title="Ownership" flush>
        <EmptyState
          variant="error"
          title="The owner could not be loaded"
          {...describeFailure(state.error)}
          retrying={state.retrying}
          onRetry={reload}
        />
      </Panel>
    );
  }
  if (state.status === 'loaded' && !state.value) {
    return (
      <Panel title="Ownership" flush>
        <EmptyState
          variant="notConfigured"
          title="Nobody owns this"
          missing={'spec:\n  owner: group:default/your-team'}
        >
          Without an owner nobody is asked, paged or told.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel title="Ownership">
      {state.status === 'loaded' && state.value ? (
        <OwnerFacts owner={state.value} />
      ) : (
        <SkeletonLine />
      )}
    </Panel>
  );
}
