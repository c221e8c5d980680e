import { Button, Link } from '@backstage/ui';
import { InlineNote, StatusLabel } from '@fairway/look';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { JsonValue } from '@backstage/types';
import { shortName } from '../../model/promises';
import type { Refusal } from '../../model/refusal';
import { runsRouteRef } from '../../routes';
import type { Check } from './useCheck';
import type { Creation } from './useCreate';
import styles from './WizardPage.module.css';

export interface CheckNoteProps {
  check: Check;
  creation: Creation;
  owner: JsonValue | undefined;
  /** What the form calls a parameter. */
  labelOf(field: string): string;
  onAgain(): void;
  onCorrect(refusal: Refusal): void;
}

function Refused(
  props: Pick<CheckNoteProps, 'labelOf' | 'onCorrect'> & { refusal: Refusal },
) {
  const { refusal, labelOf, onCorrect } = props;
  const label = refusal.field && labelOf(refusal.field);
  return (
    <InlineNote
      tone="danger"
      title="Nothing was created."
      action={
        refusal.field ? (
          <Button
            variant="secondary"
            size="small"
            onPress={() => onCorrect(refusal)}
          >
            Correct “{label}”
          </Button>
        ) : null
      }
    >
      {label ? `${label}: ${refusal.rule}` : refusal.message}
    </InlineNote>
  );
}

function Unanswered() {
  const runsRoute = useRouteRef(runsRouteRef);
  return (
    <InlineNote tone="danger" sign="unknown" title="No answer came.">
      Whether the run was started is not known. Press Create again: if it was,
      you are taken to it, and nothing is created twice. It is also among{' '}
      <Link href={runsRoute?.() ?? '/create/tasks'}>your runs</Link> then.
    </InlineNote>
  );
}

/** What the server says to the answers, before and after the button was pressed. */
export function CheckNote(props: CheckNoteProps) {
  const { check, creation, owner, labelOf, onAgain, onCorrect } = props;
  let said;
  if (creation.state === 'refused') {
    said = (
      <Refused
        refusal={creation.refusal}
        labelOf={labelOf}
        onCorrect={onCorrect}
      />
    );
  } else if (creation.state === 'unanswered') {
    said = <Unanswered />;
  } else if (creation.state === 'incomplete') {
    said = (
      <InlineNote tone="danger" title="Nothing was created.">
        {creation.error.message}
      </InlineNote>
    );
  } else if (check.state === 'refused') {
    said = (
      <Refused
        refusal={check.refusal}
        labelOf={labelOf}
        onCorrect={onCorrect}
      />
    );
  } else if (check.state === 'unknown') {
    said = (
      <InlineNote
        tone="warning"
        sign="unknown"
        title="This could not be checked just now."
        action={
          <Button variant="secondary" size="small" onPress={onAgain}>
            Check again
          </Button>
        }
      >
        You can create it all the same: the server checks once more before it
        begins.
      </InlineNote>
    );
  } else if (check.state === 'later') {
    said = (
      <StatusLabel sign="waiting" word="It is checked when it is created." />
    );
  } else if (check.state === 'checking') {
    said = <StatusLabel sign="running" word="Checking…" />;
  } else {
    const team = typeof owner === 'string' ? shortName(owner) : undefined;
    said = (
      <StatusLabel
        sign="done"
        word={
          team
            ? `Checked just now: the name is still free, and you may create for ${team}.`
            : 'Checked just now: it would be accepted.'
        }
      />
    );
  }
  return (
    <div className={styles.check} role="status">
      {said}
    </div>
  );
}
