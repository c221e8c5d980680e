import type { ComponentType } from 'react';
import { Link, VisuallyHidden } from '@backstage/ui';
import {
  Column,
  Columns,
  formatDuration,
  formatMoment,
  InlineNote,
  Page,
  StatusLabel,
} from '@fairway/look';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { ScaffolderTaskOutput } from '@backstage/plugin-scaffolder-common';
import { useFavicon } from '../../hooks/useFavicon';
import { useIdentity } from '../../hooks/useIdentity';
import type { RunView as View } from '../../hooks/useRun';
import { shortName } from '../../model/promises';
import { currentStep } from '../../model/runProgress';
import { readResult } from '../../model/runResult';
import { statusOf, summarise } from '../../model/runSummary';
import { pathRouteRef, runsRouteRef } from '../../routes';
import { ExistsPanel } from './ExistsPanel';
import { FailurePanel } from './FailurePanel';
import { LogPanel } from './LogPanel';
import { NextPanel } from './NextPanel';
import { ResultPanel } from './ResultPanel';
import { RunActions } from './RunActions';
import { StepsPanel } from './StepsPanel';
import { useLogChoice } from './useLogChoice';

export interface RunViewProps {
  view: Extract<View, { state: 'ready' }>;
  /** The template's own result page, if a plugin brings one. */
  Outputs?: ComponentType<{ output?: ScaffolderTaskOutput }>;
}

function useFacts({ view }: RunViewProps) {
  const { run, progress } = view;
  const identity = useIdentity();
  const pathRoute = useRouteRef(pathRouteRef);
  const { path, owner, startedBy } = summarise(run);
  const facts = [];
  if (path) {
    const href = pathRoute?.({
      namespace: path.namespace,
      templateName: path.name,
    });
    facts.push({
      label: 'Path',
      value: href ? <Link href={href}>{path.fullTitle}</Link> : path.fullTitle,
    });
  }
  if (owner) facts.push({ label: 'Owner', value: shortName(owner) });
  const by =
    startedBy &&
    `, by ${startedBy === identity ? 'you' : shortName(startedBy)}`;
  facts.push({
    label: 'Started',
    value: `${formatMoment(run.createdAt)}${by ?? ''}`,
  });
  if (progress.attempts > 1) {
    facts.push({ label: 'Attempt', value: String(progress.attempts) });
  }
  return facts;
}

/** What is read aloud when something changes; the log itself would be too much. */
function spoken({ progress }: RunViewProps['view']): string {
  const step = currentStep(progress);
  const { word } = statusOf(progress);
  return step ? `${word}: ${step.name}` : word;
}

/** A run: its steps and what they made on the left, what happens or came of it on the right. */
export function RunView({ view, Outputs }: RunViewProps) {
  const { run, progress, connection } = view;
  const { end } = progress;
  const summary = summarise(run);
  const runsRoute = useRouteRef(runsRouteRef);
  const log = useLogChoice(progress);
  const facts = useFacts({ view });

  const took = end
    ? formatDuration(Date.parse(end.at) - Date.parse(run.createdAt))
    : undefined;
  const status = statusOf(progress, took);
  useFavicon(status.sign);

  const result = readResult(progress.output);
  const done = end?.state === 'done';
  return (
    <Page
      title={summary.title}
      documentTitle={`${status.word}: ${summary.title}`}
      crumbs={[{ label: 'Runs', href: runsRoute?.() ?? '/create/tasks' }]}
      status={<StatusLabel {...status} />}
      facts={took && !done ? [...facts, { label: 'Took', value: took }] : facts}
      part={`${progress.attempts} ${end?.state}`}
      actions={<RunActions view={view} summary={summary} result={result} />}
    >
      <VisuallyHidden>
        <span role="status">{spoken(view)}</span>
      </VisuallyHidden>
      <Columns layout="1-2">
        <Column>
          <StepsPanel progress={progress} log={log} />
          {done ? null : (
            <ExistsPanel
              progress={progress}
              promises={summary.path?.promises ?? []}
            />
          )}
        </Column>
        <Column>
          {connection.state === 'lost' ? (
            <InlineNote
              tone="warning"
              sign="unknown"
              title={`Connection lost, ${formatMoment(connection.since)}.`}
            >
              Trying again. The run itself goes on, whether it is looked at or
              not.
            </InlineNote>
          ) : null}
          {end && !done ? <FailurePanel view={view} summary={summary} /> : null}
          {done && Outputs ? <Outputs output={progress.output} /> : null}
          {done && !Outputs ? (
            <>
              <ResultPanel result={result} name={summary.name} />
              <NextPanel result={result} />
            </>
          ) : null}
          {log.shown ? <LogPanel progress={progress} log={log} /> : null}
        </Column>
      </Columns>
    </Page>
  );
}
