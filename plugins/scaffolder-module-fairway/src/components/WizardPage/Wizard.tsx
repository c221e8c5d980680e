import { useCallback, useEffect, useMemo, useState } from 'react';
import { Page, Steps } from '@fairway/look';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-common';
import type { JsonObject } from '@backstage/types';
import validator from '@rjsf/validator-ajv8';
import { useAttempt } from '../../hooks/useAttempt';
import { useDraft } from '../../hooks/useDraft';
import type { FormFields } from '../../hooks/useFormFields';
import type { GoldenPath } from '../../model/path';
import { knownValues, pageOf, withoutSecrets } from '../../model/pages';
import { asSentence, type Refusal } from '../../model/refusal';
import { useSearchParams } from '../../router';
import { DescribeStep } from './DescribeStep';
import { ReviewStep } from './ReviewStep';
import { usePages } from './usePages';
import { useSteps } from './useSteps';

export interface WizardProps {
  path: GoldenPath;
  manifest: TemplateParameterSchema;
  formFields: FormFields;
}

/** What the server has against one answer, until that answer changes. */
export interface Objection {
  field: string;
  rule: string;
}

/** Describe, page by page, then Review. */
export function Wizard({ path, manifest, formFields }: WizardProps) {
  const pages = usePages(manifest);
  const organisation = useApi(configApiRef).getOptionalString(
    'fairway.create.organisation',
  );
  const [parameters] = useSearchParams();
  const keep = useCallback(
    (values: JsonObject) => withoutSecrets(pages, knownValues(pages, values)),
    [pages],
  );
  const draft = useDraft({
    templateRef: path.ref,
    prefilled: parameters.get('formData'),
    keep,
  });
  const attempt = useAttempt(path.ref);
  const { index, go } = useSteps(pages.length);
  const [objection, setObjection] = useState<Objection>();

  const unfinished = useMemo(
    () =>
      pages.findIndex(
        ({ schema }) => !validator.isValid(schema, draft.values, schema),
      ),
    [pages, draft.values],
  );
  const reviewing = index >= pages.length;
  useEffect(() => {
    // A link or a reload can lead to a part whose questions before it are not answered.
    if (unfinished >= 0 && unfinished < index)
      go(unfinished, { replace: true });
  }, [unfinished, index, go]);

  const object = (refusal: Refusal) => {
    const page = refusal.field ? pageOf(pages, refusal.field) : undefined;
    if (refusal.field === undefined || page === undefined) return;
    setObjection({ field: refusal.field, rule: asSentence(refusal.rule) });
    go(page);
  };

  const middle =
    pages.length === 1 ? ['Describe'] : pages.map(({ title }) => title);
  const title =
    path.type === 'service' ? 'Create Service' : `Create: ${path.title}`;
  return (
    <Page
      title={title}
      narrow
      actions={
        <Steps steps={['Path', ...middle, 'Review']} current={index + 1} />
      }
    >
      {reviewing ? (
        <ReviewStep
          path={path}
          manifest={manifest}
          pages={pages}
          values={knownValues(pages, draft.values)}
          organisation={organisation}
          onBack={() => go(pages.length - 1)}
          onCorrect={object}
          onCreated={taskId => {
            draft.clear();
            attempt.started(taskId);
          }}
        />
      ) : (
        <DescribeStep
          key={index}
          path={path}
          page={pages[index]}
          last={index === pages.length - 1}
          only={pages.length === 1}
          values={draft.values}
          formFields={formFields}
          organisation={organisation}
          objection={objection}
          onChange={values => {
            if (
              objection &&
              values[objection.field] !== draft.values[objection.field]
            ) {
              setObjection(undefined);
            }
            draft.change(values);
          }}
          onBack={index > 0 ? () => go(index - 1) : undefined}
          onNext={() => go(index + 1)}
        />
      )}
    </Page>
  );
}
