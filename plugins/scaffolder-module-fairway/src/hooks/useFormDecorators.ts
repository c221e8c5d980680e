import { useCallback } from 'react';
import { z } from 'zod/v3';
import {
  useApi,
  useApiHolder,
  type ApiHolder,
  type ApiRef,
} from '@backstage/frontend-plugin-api';
import { formDecoratorsApiRef } from '@backstage/plugin-scaffolder/alpha';
import type { TemplateParameterSchema } from '@backstage/plugin-scaffolder-common';
import type { JsonObject } from '@backstage/types';

/** What goes to the scaffolder. */
export interface Submission {
  values: JsonObject;
  secrets: Record<string, string>;
}

/** What `createScaffolderFormDecorator` makes; its published type is opaque. */
interface FormDecorator {
  id: string;
  schema?: { input?: Record<string, (zod: typeof z) => z.ZodType> };
  deps?: Record<string, ApiRef<unknown>>;
  decorator(
    context: {
      formState: JsonObject;
      input: JsonObject;
      setFormState(change: (state: JsonObject) => JsonObject): void;
      setSecrets(
        change: (state: Record<string, string>) => Record<string, string>,
      ): void;
    },
    deps: Record<string, unknown>,
  ): Promise<void>;
}

type Wanted = NonNullable<TemplateParameterSchema['formDecorators']>;

/** The decorators that a template asks for, each with its input. */
export function decoratorsOf(manifest: TemplateParameterSchema): Wanted {
  return manifest.formDecorators ?? manifest.EXPERIMENTAL_formDecorators ?? [];
}

function parsedInput(decorator: FormDecorator, input: JsonObject): JsonObject {
  const shape = Object.entries(decorator.schema?.input ?? {}).map(
    ([key, build]) => [key, build(z)],
  );
  return shape.length > 0
    ? (z.object(Object.fromEntries(shape)).parse(input) as JsonObject)
    : input;
}

async function decorate(options: {
  decorators: FormDecorator[];
  wanted: Wanted;
  apiHolder: ApiHolder;
  submission: Submission;
}): Promise<Submission> {
  const { decorators, wanted, apiHolder } = options;
  const submission = { ...options.submission };
  const setFormState = (change: (state: JsonObject) => JsonObject) => {
    submission.values = { ...change(submission.values) };
  };
  const setSecrets = (
    change: (state: Record<string, string>) => Record<string, string>,
  ) => {
    submission.secrets = { ...change(submission.secrets) };
  };
  for (const { id, input = {} } of wanted) {
    const decorator = decorators.find(candidate => candidate.id === id);
    if (!decorator) {
      throw new Error(
        `The path needs the form decorator ${id}, which is not installed`,
      );
    }
    const deps = Object.entries(decorator.deps ?? {}).map(([key, ref]) => [
      key,
      apiHolder.get(ref),
    ]);
    await decorator.decorator(
      {
        formState: submission.values,
        input: parsedInput(decorator, input),
        setFormState,
        setSecrets,
      },
      Object.fromEntries(deps),
    );
  }
  return submission;
}

/**
 * Lets the decorators that a template asks for add to what is sent, one after the other. One that is missing or
 * fails stops the creation: without it the path would not get what it counts on.
 */
export function useFormDecorators(
  manifest: TemplateParameterSchema,
): (submission: Submission) => Promise<Submission> {
  const api = useApi(formDecoratorsApiRef);
  const apiHolder = useApiHolder();
  return useCallback(
    async submission => {
      const wanted = decoratorsOf(manifest);
      if (wanted.length === 0) return submission;
      const decorators =
        (await api.getFormDecorators()) as unknown as FormDecorator[];
      return decorate({ decorators, wanted, apiHolder, submission });
    },
    [api, apiHolder, manifest],
  );
}
