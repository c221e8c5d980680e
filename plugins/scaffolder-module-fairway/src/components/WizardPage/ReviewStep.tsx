import { useEffect, useRef } from 'react';
import { Button } from '@backstage/ui';
import { Fact, FactList, Panel } from '@fairway/look';
import { RiRocketLine } from '@remixicon/react';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-common';
import type { JsonObject } from '@backstage/types';
import { decoratorsOf, useFormDecorators } from '../../hooks/useFormDecorators';
import { answersOf } from '../../model/answers';
import type { GoldenPath } from '../../model/path';
import { labelOf, type PathPage } from '../../model/pages';
import type { Refusal } from '../../model/refusal';
import { Promises } from '../Promises';
import { CheckNote } from './CheckNote';
import { Command } from './Command';
import { Contents } from './Contents';
import { useCheck } from './useCheck';
import { useCreate } from './useCreate';
import styles from './WizardPage.module.css';

export interface ReviewStepProps {
  path: GoldenPath;
  manifest: TemplateParameterSchema;
  pages: PathPage[];
  values: JsonObject;
  organisation?: string;
  onBack(): void;
  /** Goes to the answer that was refused. */
  onCorrect(refusal: Refusal): void;
  onCreated(taskId: string): void;
}

function isCode(pages: PathPage[], field: string): boolean {
  return pages.some(
    ({ uiSchema }) => uiSchema[field]?.['ui:field'] === 'ServiceName',
  );
}

/** The answers, what they will make, and the button that makes it. */
export function ReviewStep(props: ReviewStepProps) {
  const { path, manifest, pages, values, organisation } = props;
  const heading = useRef<HTMLSpanElement>(null);
  const complete = useFormDecorators(manifest);
  const { check, again } = useCheck(
    { templateRef: path.ref, values },
    decoratorsOf(manifest).length > 0,
  );
  const { creation, create } = useCreate({
    templateRef: path.ref,
    values,
    complete,
    onCreated: props.onCreated,
  });
  const name = typeof values.name === 'string' ? values.name : path.title;

  useEffect(() => heading.current?.focus(), []);

  return (
    <div className={styles.review}>
      <Panel
        title={
          <span ref={heading} tabIndex={-1} className={styles.heading}>
            Review
          </span>
        }
        end={
          <button
            type="button"
            className={styles.textButton}
            onClick={props.onBack}
          >
            Edit
          </button>
        }
        footer={
          <>
            <span className={styles.note} role="status">
              {creation.state === 'creating'
                ? 'Creating…'
                : 'You can leave the page while it runs.'}
            </span>
            <Button variant="tertiary" size="small" onPress={props.onBack}>
              Back
            </Button>
            <Button
              variant="primary"
              size="small"
              iconStart={<RiRocketLine />}
              isDisabled={
                check.state === 'checking' || check.state === 'refused'
              }
              onPress={create}
            >
              Create {name}
            </Button>
          </>
        }
      >
        <FactList>
          <Fact label="Path">{path.fullTitle}</Fact>
          {answersOf(pages, values).map(({ field, label, text }) => (
            <Fact key={field} label={label}>
              {isCode(pages, field) ? <code>{text}</code> : text}
            </Fact>
          ))}
        </FactList>
        <CheckNote
          check={check}
          creation={creation}
          owner={values.owner}
          labelOf={field => labelOf(pages, field)}
          onAgain={again}
          onCorrect={props.onCorrect}
        />
        <Command templateRef={path.ref} values={values} />
      </Panel>
      {path.promises.length > 0 ? (
        <Panel
          title="What will be created"
          flush
          end={<span>in this order</span>}
        >
          <Promises
            promises={path.promises}
            values={values}
            organisation={organisation}
            wide
          />
          <Contents
            contents={path.contents}
            values={values}
            organisation={organisation}
          />
        </Panel>
      ) : null}
    </div>
  );
}
