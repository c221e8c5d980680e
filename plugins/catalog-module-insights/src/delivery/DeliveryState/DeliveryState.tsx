import type { Entity } from '@backstage/catalog-model';
import type { MetricsAnswer } from '@fairway/plugin-metrics-common';
import {
  daysOfRange,
  formatDay,
  rangePresets,
  type MetricsRange,
} from '@fairway/plugin-metrics-react';
import { describeFailure } from '@fairway/plugin-catalog-insights-react';
import { ButtonLink, Link } from '@backstage/ui';
import { EmptyState } from '@fairway/look';
import { RULES_PAGE } from '../rulesPage';

const SLUG = 'github.com/project-slug';

/** Whether nothing at all was ever seen of it. */
export function isEmpty({ counts, freshness }: MetricsAnswer): boolean {
  return (
    freshness.knownSince === undefined &&
    Object.values(counts).every(count => count === 0)
  );
}

/** Whether something is known of it, but nothing in the days that are looked at. */
export function isFilteredAway(answer: MetricsAnswer): boolean {
  return (
    !isEmpty(answer) &&
    Object.values(answer.counts).every(count => count === 0) &&
    !answer.figures.failedDeploymentRecoveryTime.open
  );
}

const rules = <Link href={RULES_PAGE}>How they are counted</Link>;

/** In the place of figures where nothing was ever seen: not connected, or not deployed yet. */
export function NothingYet({ entity }: { entity: Entity }) {
  const { name, annotations } = entity.metadata;
  const component = entity.kind.toLowerCase() === 'component';
  if (component && !annotations?.[SLUG]) {
    return (
      <EmptyState
        variant="notConfigured"
        title="No deployments are connected"
        missing={`metadata:\n  annotations:\n    ${SLUG}: your-organisation/${name}`}
        action={rules}
      >
        This service has no <code>{SLUG}</code>, so Fairway can’t tell which
        deployments are its own. Add it to its catalog-info.yaml.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      variant="noData"
      title={
        component
          ? 'No production deployment yet'
          : 'No production deployment of any service yet'
      }
      action={rules}
    >
      The figures start with the first deployment to production; rates are shown
      from 5 deployments on, so that one bad day is not a trend.
    </EmptyState>
  );
}

interface FilteredAwayProps {
  answer: MetricsAnswer;
  range: MetricsRange;
  hrefOf: (range: MetricsRange) => string;
}

/** In the place of a chart where all that is known lies outside the days that are looked at. */
export function FilteredAway({ answer, range, hrefOf }: FilteredAwayProps) {
  const longer = rangePresets.find(({ days }) => days > daysOfRange(range));
  const { knownSince } = answer.freshness;
  return (
    <EmptyState
      variant="noData"
      title="Nothing in these days"
      action={
        longer ? (
          <ButtonLink
            variant="secondary"
            size="small"
            href={hrefOf({ preset: longer.preset })}
          >
            {`Show the last ${longer.words}`}
          </ButtonLink>
        ) : null
      }
    >
      No deployment, change or incident falls into the days that are looked at.
      {knownSince
        ? ` Something is known from ${formatDay(knownSince, { year: true })} on.`
        : null}
    </EmptyState>
  );
}

interface DeliveryFailureProps {
  error: Error;
  retrying: boolean;
  onRetry: () => void;
}

/** In the place of figures that could not be read, or not by this reader. */
export function DeliveryFailure(props: DeliveryFailureProps) {
  const { error, retrying, onRetry } = props;
  const { message, status, requestId } = describeFailure(error);
  if (status === 403 || status === 404) {
    return (
      <EmptyState
        variant="noPermission"
        title="You can see this page, not its figures"
      >
        Who may read an entity may read its figures. What was registered a
        moment ago takes about a minute to be known; if it stays so, ask its
        owner, or the platform team.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      variant="error"
      title="Delivery could not be loaded"
      onRetry={onRetry}
      retrying={retrying}
      status={status}
      requestId={requestId}
      details={`${error.name}: ${error.message}`}
    >
      {message}. Nothing is lost and nothing is known about the service itself:
      deployments are counted as soon as the metrics answer again.
    </EmptyState>
  );
}
