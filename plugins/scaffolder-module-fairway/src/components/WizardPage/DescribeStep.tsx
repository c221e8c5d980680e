import { useEffect, useMemo, useRef, useState } from 'react';
import { Button, ButtonLink, Link } from '@backstage/ui';
import { Column, Columns, Panel } from '@fairway/look';
import { RiArrowRightLine } from '@remixicon/react';
import { useApiHolder, useRouteRef } from '@backstage/frontend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { ErrorSchema } from '@rjsf/utils';
import { PathForm, type PathFormHandle } from '../../form';
import type { FormFields } from '../../hooks/useFormFields';
import { checkFields } from '../../model/checkFields';
import type { GoldenPath } from '../../model/path';
import { fieldsOf, type PathPage } from '../../model/pages';
import { rootRouteRef } from '../../routes';
import { Promises } from '../Promises';
import type { Objection } from './Wizard';
import styles from './WizardPage.module.css';

export interface DescribeStepProps {
  path: GoldenPath;
  page: PathPage;
  /** The review comes next. */
  last: boolean;
  only: boolean;
  values: JsonObject;
  formFields: FormFields;
  organisation?: string;
  objection?: Objection;
  onChange(values: JsonObject): void;
  /** Absent on the first page, which goes back to the paths. */
  onBack?(): void;
  onNext(): void;
}

function labelsOf(page: PathPage, fields: string[]): string {
  const known = fieldsOf(page);
  return fields.map(field => known.get(field)?.title ?? field).join(', ');
}

/** One page of questions; beside it what the answers make. */
export function DescribeStep(props: DescribeStepProps) {
  const { path, page, values, formFields, objection } = props;
  const pathsRoute = useRouteRef(rootRouteRef);
  const apiHolder = useApiHolder();
  const form = useRef<PathFormHandle>(null);
  const [checking, setChecking] = useState(false);
  const [wrong, setWrong] = useState<string[]>([]);
  const [found, setFound] = useState<Record<string, string[]>>({});

  useEffect(() => {
    if (objection) form.current?.focus(objection.field);
  }, [objection]);

  const extraErrors = useMemo(() => {
    const all = objection
      ? { ...found, [objection.field]: [objection.rule] }
      : found;
    return Object.fromEntries(
      Object.entries(all).map(([field, __errors]) => [field, { __errors }]),
    ) as ErrorSchema;
  }, [found, objection]);

  const change = (next: JsonObject) => {
    setWrong(wrong.filter(field => next[field] === values[field]));
    const changed = Object.keys(found).filter(
      field => next[field] !== values[field],
    );
    if (changed.length > 0) {
      setFound(
        Object.fromEntries(
          Object.entries(found).filter(([field]) => !changed.includes(field)),
        ),
      );
    }
    props.onChange(next);
  };

  const submit = async (submitted: JsonObject) => {
    if (checking) return;
    setChecking(true);
    const errors = await checkFields({
      page,
      values: submitted,
      validators: formFields.validators,
      apiHolder,
    });
    setChecking(false);
    setFound(errors);
    const fields = Object.keys(errors);
    setWrong(fields);
    if (fields.length === 0) props.onNext();
    else form.current?.focus(fields[0]);
  };

  const note =
    wrong.length > 0
      ? `To be corrected: ${labelsOf(page, wrong)}.`
      : 'Nothing is created before you confirm.';
  const backHref = pathsRoute?.() ?? '/create';
  return (
    <Columns layout="2-1">
      <Panel
        flush
        title={
          props.only ? `Describe the ${path.type ?? 'result'}` : page.title
        }
        end={
          <>
            <span>
              Path: <b className={styles.strong}>{path.fullTitle}</b>
            </span>
            <Link href={backHref}>Change path</Link>
          </>
        }
      >
        {page.description ? (
          <p className={styles.intro}>{page.description}</p>
        ) : null}
        <PathForm
          ref={form}
          schema={page.schema}
          uiSchema={page.uiSchema}
          values={values}
          fields={formFields.components}
          extraErrors={extraErrors}
          onChange={change}
          onSubmit={submit}
          onRefused={setWrong}
        >
          <div className={styles.actions}>
            <p role="status" className={styles.note}>
              {checking ? 'Checking…' : note}
            </p>
            {props.onBack ? (
              <Button variant="tertiary" size="small" onPress={props.onBack}>
                Back
              </Button>
            ) : (
              <ButtonLink variant="tertiary" size="small" href={backHref}>
                Back
              </ButtonLink>
            )}
            <Button
              type="submit"
              variant="primary"
              size="small"
              iconEnd={<RiArrowRightLine />}
            >
              {props.last ? 'Review' : 'Next'}
            </Button>
          </div>
        </PathForm>
      </Panel>
      {path.promises.length > 0 ? (
        <Column>
          <Panel title="Will be created" flush>
            <Promises
              promises={path.promises}
              values={values}
              organisation={props.organisation}
            />
          </Panel>
        </Column>
      ) : null}
    </Columns>
  );
}
