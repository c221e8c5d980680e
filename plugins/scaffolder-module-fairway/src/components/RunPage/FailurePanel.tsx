import { ButtonLink } from '@backstage/ui';
import { CopyButton, Panel, Row, Rows } from '@fairway/look';
import {
  RiEditLine,
  RiExternalLinkLine,
  RiFileListLine,
  RiRefreshLine,
} from '@remixicon/react';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { existingOf, tellExisting } from '../../model/existing';
import { currentStep, type RunProgress } from '../../model/runProgress';
import type { RunSummary } from '../../model/runSummary';
import { pathRouteRef } from '../../routes';
import { LinkedText } from '../LinkedText';
import type { RunViewProps } from './RunView';
import styles from './RunPage.module.css';

/** A first line that is longer than this stands below the title, not in it. */
const LONGEST_TITLE = 90;

interface Words {
  title: string;
  text: string;
}

function words(progress: RunProgress): Words {
  const step = currentStep(progress);
  const place = step
    ? `Step ${progress.steps.indexOf(step) + 1}, ${step.name}`
    : 'The run';
  if (progress.end?.state === 'stopped') {
    return { title: `${place}: stopped`, text: '' };
  }
  const message = progress.error?.message.trim() ?? '';
  const [first, ...rest] = message.split('\n');
  return first && first.length <= LONGEST_TITLE
    ? { title: `${place}: ${first}`, text: rest.join('\n').trim() }
    : { title: `${place}: failed`, text: message };
}

function whenToRetry({ end }: RunProgress): string {
  switch (end?.state) {
    case 'stopped':
      return 'Retry';
    case 'parked':
      return 'Retry from then on';
    default:
      return 'Retry, once the cause is gone';
  }
}

export interface FailurePanelProps extends Pick<RunViewProps, 'view'> {
  summary: RunSummary;
}

/** Which step failed, what happened, what is kept and what can be done. */
export function FailurePanel({ view, summary }: FailurePanelProps) {
  const { run, progress } = view;
  const { path } = summary;
  const pathRoute = useRouteRef(pathRouteRef);
  const step = currentStep(progress);
  const { title, text } = words(progress);
  const things = existingOf(progress, path?.promises ?? []);
  const ci = things.find(({ kind }) => kind === 'ci');
  const number = step ? progress.steps.indexOf(step) + 1 : 1;
  const again =
    path && pathRoute?.({ namespace: path.namespace, templateName: path.name });
  const logText = progress.lines
    .map(({ at, text: line }) => `${at} ${line}`)
    .join('\n');

  return (
    <Panel title={title} flush>
      <div className={styles.says}>
        {text ? (
          <p>
            <LinkedText text={text} />
          </p>
        ) : null}
        <p>{tellExisting(things)}</p>
        <h3>What you can do</h3>
      </div>
      <Rows ordered>
        <Row start={<RiRefreshLine size={16} aria-hidden />}>
          {ci?.sign === 'failed'
            ? `Once the cause is gone, retry; if it is in the code, correct it on main before. The run goes on from step ${number} and uses this repository.`
            : `${whenToRetry(progress)}. The run goes on from step ${number}; what is there is not made twice.`}
        </Row>
        {ci?.url ? (
          <Row
            start={<RiExternalLinkLine size={16} aria-hidden />}
            end={
              <ButtonLink
                variant="secondary"
                size="small"
                href={ci.url}
                target="_blank"
              >
                Open the CI run
              </ButtonLink>
            }
          >
            See in the CI run what stopped it.
          </Row>
        ) : null}
        {again ? (
          <Row
            start={<RiEditLine size={16} aria-hidden />}
            end={
              <ButtonLink
                variant="secondary"
                size="small"
                href={`${again}?formData=${encodeURIComponent(
                  JSON.stringify(run.spec.parameters),
                )}`}
              >
                Start anew
              </ButtonLink>
            }
          >
            Start a new run with these answers, and change what was wrong.
          </Row>
        ) : null}
        <Row
          start={<RiFileListLine size={16} aria-hidden />}
          end={<CopyButton value={logText} what="log" />}
        >
          Hand the log to somebody who can help.
        </Row>
      </Rows>
    </Panel>
  );
}
