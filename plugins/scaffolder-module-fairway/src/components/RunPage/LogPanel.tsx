import { useEffect, useRef, useState } from 'react';
import { Button, ToggleButton } from '@backstage/ui';
import { CopyButton, formatCount, Panel } from '@fairway/look';
import type { LogLine } from '../../model/logLines';
import type { RunProgress } from '../../model/runProgress';
import type { LogChoice } from './useLogChoice';
import styles from './RunPage.module.css';

/** So many lines are drawn unless one asks for all of them. */
const DRAWN = 1_000;

function clock(at: string): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime())
    ? ''
    : [date.getHours(), date.getMinutes(), date.getSeconds()]
        .map(part => String(part).padStart(2, '0'))
        .join(':');
}

function Line({ line, width }: { line: LogLine; width: number }) {
  return (
    <div className={styles.line} data-failure={line.failure || undefined}>
      <span className={styles.number}>
        {String(line.number).padStart(width)}
      </span>
      <span className={styles.clock}>{clock(line.at)}</span>
      {line.text}
    </div>
  );
}

/** Keeps a growing log at its end, until one scrolls away from it. */
function useFollow(options: { lines: LogLine[]; live: boolean }) {
  const { lines, live } = options;
  const box = useRef<HTMLDivElement>(null);
  const [follow, setFollow] = useState(true);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const failure = live ? null : element.querySelector('[data-failure]');
    if (failure instanceof HTMLElement) {
      element.scrollTop = failure.offsetTop - element.clientHeight / 2;
    } else if (follow) {
      element.scrollTop = element.scrollHeight;
    }
  }, [lines, live, follow]);

  const onScroll = () => {
    const element = box.current;
    if (!element || !live) return;
    const fromEnd =
      element.scrollHeight - element.scrollTop - element.clientHeight;
    setFollow(fromEnd < 24);
  };
  return { box, follow, setFollow, onScroll };
}

export interface LogPanelProps {
  progress: RunProgress;
  log: LogChoice;
}

/** The log of the run or of one of its steps; a growing one is followed. */
export function LogPanel({ progress, log }: LogPanelProps) {
  const [all, setAll] = useState(false);
  const { stepId } = log;
  const index = progress.steps.findIndex(({ id }) => id === stepId);
  const lines = stepId
    ? progress.lines.filter(line => line.stepId === stepId)
    : progress.lines;
  const drawn = all ? lines : lines.slice(-DRAWN);
  const live = !progress.end;
  const { box, follow, setFollow, onScroll } = useFollow({ lines, live });
  const title = index >= 0 ? `Log of step ${index + 1}` : 'Log';
  const width = String(progress.lines.length).length;
  const said =
    drawn.length < lines.length
      ? `last ${drawn.length.toLocaleString('en-US')} of ${formatCount(lines.length, 'line')}`
      : formatCount(lines.length, 'line');

  return (
    <Panel
      title={title}
      end={
        <>
          <span>{said}</span>
          {drawn.length < lines.length ? (
            <Button
              variant="tertiary"
              size="small"
              onPress={() => setAll(true)}
            >
              Show all
            </Button>
          ) : null}
          {stepId ? (
            <Button
              variant="tertiary"
              size="small"
              onPress={() => log.choose()}
            >
              Whole log
            </Button>
          ) : null}
          {live ? (
            <ToggleButton size="small" isSelected={follow} onChange={setFollow}>
              Follow
            </ToggleButton>
          ) : null}
          <CopyButton
            value={lines.map(({ at, text }) => `${at} ${text}`).join('\n')}
            what="log"
            iconOnly
          />
        </>
      }
    >
      <div
        ref={box}
        className={styles.log}
        onScroll={onScroll}
        // Scrolls both ways, so the keyboard must be able to reach it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        role="group"
        aria-label={title}
      >
        {drawn.length === 0 ? (
          <div className={styles.line}>
            {live ? 'Nothing was said yet.' : 'Nothing was said.'}
          </div>
        ) : (
          drawn.map(line => (
            <Line key={line.number} line={line} width={width} />
          ))
        )}
      </div>
    </Panel>
  );
}
