import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import type { MetricsAnswer } from '@fairway/plugin-metrics-common';
import {
  MetricTiles,
  useFigures,
  useMinute,
} from '@fairway/plugin-metrics-react';
import { Box, Button } from '@backstage/ui';
import { Column, formatMoment, InlineNote, Panel } from '@fairway/look';
import { DeliveryBar } from '../DeliveryBar';
import {
  DeliveryFailure,
  FilteredAway,
  isEmpty,
  isFilteredAway,
  NothingYet,
} from '../DeliveryState';
import { EvidenceDrawer } from '../Evidence';
import { MetricPanel } from '../MetricPanel';
import { ServicesPanel, SpreadPanel } from '../RollUp';
import { useDeliveryView, type Delivery } from '../useDeliveryView';
import { Beside } from './Beside';
import styles from './DeliveryTab.module.css';

interface ContentProps {
  entity: Entity;
  scope: string;
  delivery: Delivery;
  now: Date;
}

/** What is not in the figures yet, and why. */
function Gaps({ answer }: { answer: MetricsAnswer }) {
  const { gaps } = answer.freshness;
  return (
    <>
      {gaps.map(({ source, title, since, reason }) => (
        <InlineNote
          key={`${source} ${since}`}
          tone="warning"
          sign="unknown"
          title={`${title ? `Data from ${title}` : 'The figures'} are incomplete since ${formatMoment(since)}.`}
        >
          {reason.charAt(0).toUpperCase() + reason.slice(1)}. The figures are of
          what has arrived; the rest is filled in when it comes.
        </InlineNote>
      ))}
    </>
  );
}

function Figures(
  props: ContentProps & { answer: MetricsAnswer; outdated: boolean },
) {
  const { entity, scope, delivery, now, answer, outdated } = props;
  const { view, hrefOf } = delivery;
  const rollUp = entity.kind.toLowerCase() !== 'component';
  return (
    <>
      <Box
        as="section"
        bg="neutral"
        className={styles.card}
        aria-label="Figures"
      >
        <MetricTiles
          answer={answer}
          outdated={outdated}
          current={view.metric}
          hrefOf={metric => hrefOf({ metric })}
          evidenceOf={metric => hrefOf({ evidence: { metric } })}
        />
        <Beside answer={answer} hrefOf={hrefOf} />
      </Box>
      {isFilteredAway(answer) ? (
        <Panel title="Over time" flush>
          <FilteredAway
            answer={answer}
            range={view.range}
            hrefOf={range => hrefOf({ range })}
          />
        </Panel>
      ) : (
        <MetricPanel
          scope={scope}
          delivery={delivery}
          figures={answer}
          now={now}
        />
      )}
      {rollUp ? (
        <>
          <SpreadPanel
            scope={scope}
            range={view.range}
            now={now}
            pooled={answer}
          />
          <ServicesPanel entity={entity} delivery={delivery} now={now} />
        </>
      ) : null}
      <EvidenceDrawer scope={scope} delivery={delivery} now={now} />
    </>
  );
}

function Content(props: ContentProps) {
  const { entity, scope, delivery, now } = props;
  const { range, compare, metric } = delivery.view;
  const { answer, reload } = useFigures({ scope, range, compare, now });
  if (answer.status === 'failed') {
    return (
      <>
        <DeliveryBar delivery={delivery} />
        <Panel title="Delivery" flush>
          <DeliveryFailure
            error={answer.error}
            retrying={answer.reloading}
            onRetry={reload}
          />
        </Panel>
      </>
    );
  }
  if (answer.status === 'loading') {
    return (
      <>
        <DeliveryBar delivery={delivery} />
        <Column>
          <Box as="section" bg="neutral" className={styles.card}>
            <MetricTiles
              current={metric}
              hrefOf={() => ''}
              evidenceOf={() => ''}
            />
            <Beside />
          </Box>
        </Column>
      </>
    );
  }
  const { value, outdated, error, reloading } = answer;
  return (
    <>
      <DeliveryBar delivery={delivery} answer={value} />
      <Column>
        <Gaps answer={value} />
        {error ? (
          <InlineNote
            tone="warning"
            sign="unknown"
            title="The metrics do not answer."
            action={
              <Button
                variant="secondary"
                size="small"
                isPending={reloading}
                onPress={reload}
              >
                Try now
              </Button>
            }
          >
            Shown as they were {formatMoment(value.freshness.completeTo)}.
          </InlineNote>
        ) : null}
        {isEmpty(value) ? (
          <Panel title="Delivery" flush>
            <NothingYet entity={entity} />
          </Panel>
        ) : (
          <Figures {...props} answer={value} outdated={outdated} />
        )}
      </Column>
    </>
  );
}

/** How a service, or all of a team, a system or a domain, gets to production: the five figures and what they are made of. */
export function DeliveryTab() {
  const { entity } = useEntity();
  const scope = stringifyEntityRef(entity);
  const delivery = useDeliveryView();
  const now = useMinute();
  return <Content key={scope} {...{ entity, scope, delivery, now }} />;
}
