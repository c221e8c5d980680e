import type { ReactNode } from 'react';
import { Link, VisuallyHidden } from '@backstage/ui';
import { safeUrl } from '@fairway/look';
import type { NameAnswer } from '../../api';
import { useEntityHref } from '../../hooks/useEntityHref';
import { asSentence } from '../../model/refusal';
import { shortName } from '../../model/promises';
import { brokenRules, suggestName } from '../../model/serviceName';
import type { NameCheck } from './useNameCheck';
import styles from './ServiceName.module.css';

function OpenComponent({ entityRef }: { entityRef: string }) {
  const href = useEntityHref()(entityRef);
  return href ? (
    <Link href={href} target="_blank">
      Open it
    </Link>
  ) : null;
}

function Taken({ answer }: { answer: NameAnswer }) {
  const { name, component, repository, organisation } = answer;
  const url = safeUrl(repository.url);
  if (!component.free) {
    const owner = component.owner
      ? `Component of team ${shortName(component.owner)}.`
      : 'A component has this name.';
    return (
      <>
        <b>{name} is taken.</b> {owner}{' '}
        {component.entityRef ? (
          <OpenComponent entityRef={component.entityRef} />
        ) : null}
      </>
    );
  }
  return (
    <>
      <b>{name} is taken.</b> Repository {organisation}/{name} exists.{' '}
      {url ? (
        <Link href={url} target="_blank">
          Open it
        </Link>
      ) : null}
    </>
  );
}

function Rule({ name, onTake }: { name: string; onTake(name: string): void }) {
  const suggestion = suggestName(name);
  const rules = brokenRules(name).map(({ text }) => text);
  const said = rules.join(', ');
  return (
    <>
      {said.charAt(0).toUpperCase() + said.slice(1)}.{' '}
      {suggestion ? (
        <button
          type="button"
          className={styles.suggestion}
          onClick={() => onTake(suggestion)}
        >
          Use {suggestion}
        </button>
      ) : null}
    </>
  );
}

export interface NameMessageProps {
  id: string;
  name: string;
  check: NameCheck;
  /** Whether the name is refused as it stands. */
  refused: boolean;
  /** What the form or the server has against it. */
  errors: string[];
  onTake(name: string): void;
}

/** What is wrong with the name, and what to do; read aloud as it changes. */
export function NameMessage(props: NameMessageProps) {
  const { id, name, check, refused, errors, onTake } = props;
  let wrong: ReactNode;
  if (refused && check.state === 'refused') {
    wrong = <Rule name={name} onTake={onTake} />;
  } else if (refused && check.state === 'answered') {
    wrong = check.answer.valid ? (
      <Taken answer={check.answer} />
    ) : (
      check.answer.problems.map(({ message }) => asSentence(message)).join(' ')
    );
  } else if (errors.length > 0) {
    wrong = [...new Set(errors)].join(' ');
  }
  const free = check.state === 'answered' && !refused;
  return (
    <>
      <div role="status">
        {wrong ? (
          <p id={id} className={styles.wrong}>
            {wrong}
          </p>
        ) : null}
        {free ? <VisuallyHidden>{name} is free.</VisuallyHidden> : null}
        {check.state === 'unchecked' ? (
          <p className={styles.unchecked}>
            Whether it is free could not be asked. It is asked again before
            anything is created.{' '}
            <button
              type="button"
              className={styles.suggestion}
              onClick={check.retry}
            >
              Try now
            </button>
          </p>
        ) : null}
      </div>
    </>
  );
}
