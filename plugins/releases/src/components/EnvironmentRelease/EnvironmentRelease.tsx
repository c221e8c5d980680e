import { useId } from 'react';
import { Link } from '@backstage/ui';
import {
  formatElapsed,
  formatMoment,
  safeUrl,
  StatusLabel,
} from '@fairway/look';
import {
  isReleasePending,
  type EnvironmentReleases,
  type Release,
} from '@fairway/plugin-releases-common';
import { capitalised, nameOf } from '../../model/words';
import styles from './EnvironmentRelease.module.css';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1_000;

/** One environment: what it serves, since when and where, and what is on its way. */
export function EnvironmentRelease(props: {
  releases: EnvironmentReleases;
  now: Date;
}) {
  const { releases, now } = props;
  const { environment, current, latest } = releases;
  const id = useId();
  return (
    <section className={styles.environment} aria-labelledby={id}>
      <h3 id={id} className={styles.name}>
        {capitalised(environment)}
      </h3>
      {current ? (
        <Current release={current} now={now} />
      ) : (
        <p className={styles.nothing}>Nothing runs here yet</p>
      )}
      {latest ? <Latest release={latest} now={now} /> : null}
    </section>
  );
}

function Current({ release, now }: { release: Release; now: Date }) {
  const { environment, revision, title, since, state } = release;
  const url = safeUrl(release.url);
  const elapsed = now.getTime() - Date.parse(since);
  return (
    <>
      <p className={styles.release}>
        <span className={styles.version}>{nameOf(release)}</span>
        {state === 'success' ? (
          <StatusLabel sign="done" word="Deployed" />
        ) : (
          <StatusLabel sign="degraded" word="Reported failing" />
        )}
      </p>
      <p className={styles.facts}>
        <code>{revision.slice(0, 7)}</code> {title}
        <br />
        since {formatMoment(since, now)}
        {elapsed < DAY_MILLISECONDS ? `, ${formatElapsed(elapsed)}` : null}
        {url ? (
          <>
            {' · '}
            <Link href={url} target="_blank" rel="noreferrer">
              {environment} URL
            </Link>
          </>
        ) : null}
      </p>
    </>
  );
}

function Latest({ release, now }: { release: Release; now: Date }) {
  const { since } = release;
  const logUrl = safeUrl(release.logUrl);
  const pending = isReleasePending(release);
  return (
    <p className={styles.latest}>
      <StatusLabel
        sign={pending ? 'running' : 'failed'}
        word={`${nameOf(release)} ${pending ? 'is being started' : 'did not start'}`}
        detail={
          pending
            ? formatElapsed(now.getTime() - Date.parse(since))
            : formatMoment(since, now)
        }
      />
      {logUrl ? (
        <Link href={logUrl} target="_blank" rel="noreferrer">
          Log of {nameOf(release)}
        </Link>
      ) : null}
    </p>
  );
}
