import {
  formatDuration,
  formatMoment,
  Row,
  Rows,
  StatusLabel,
} from '@fairway/look';
import { decisiveReasons, sumTrouble, type Spell } from '../timeline';
import { Strip } from './Strip';
import styles from './HealthTab.module.css';

const told = 3;

function Reasons({ spell }: { spell: Spell }) {
  const reasons = decisiveReasons(spell);
  if (reasons.length === 0) return null;
  const more = reasons.length - told;
  return (
    <>
      {reasons
        .slice(0, told)
        .map(({ source, environment, text, sourceTitle }) => (
          <div key={[source, environment, text].join(' ')}>
            {text} · {sourceTitle}
          </div>
        ))}
      {more > 0 ? <div>and {more} more</div> : null}
    </>
  );
}

interface TimelineProps {
  /** Newest first, at least one. */
  spells: Spell[];
  now: Date;
}

/** Each change of health with what it began with, and how long it lasted. */
export function Timeline({ spells, now }: TimelineProps) {
  const first = formatMoment(spells[spells.length - 1].from, now);
  const { times, duration } = sumTrouble(spells, now);
  const finding = times
    ? `Since ${first}: unhealthy ${times === 1 ? 'once' : `${times} times`}, ${formatDuration(duration)} in all.`
    : `Since ${first}: never unhealthy.`;
  return (
    <>
      <p className={styles.finding}>{finding}</p>
      <Strip spells={spells} now={now} label={finding} />
      <Rows ordered label="Changes, newest first">
        {spells.map(spell => {
          const { status, before, from, to } = spell;
          const lasted = (to ?? now).getTime() - from.getTime();
          return (
            <Row
              key={from.toISOString()}
              detail={<Reasons spell={spell} />}
              end={
                <span className={styles.moment}>{formatMoment(from, now)}</span>
              }
            >
              <StatusLabel
                sign={status}
                detail={
                  <>
                    for {formatDuration(lasted)}
                    {to ? '' : ' so far'}
                    <span className={styles.before}>, was {before}</span>
                  </>
                }
              />
            </Row>
          );
        })}
      </Rows>
    </>
  );
}
