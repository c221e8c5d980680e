import type { ApiHolder } from '@backstage/frontend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  createAsyncValidators,
  type FormValidation,
} from '@backstage/plugin-scaffolder-react/alpha';
import type { FormFields } from '../hooks/useFormFields';
import type { PathPage } from './pages';

function messagesOf(validation: unknown): string[] {
  if (typeof validation !== 'object' || validation === null) return [];
  const { __errors = [], ...nested } = validation as FormValidation & {
    __errors?: string[];
  };
  return [...__errors, ...Object.values(nested).flatMap(messagesOf)];
}

/** Asks the form fields' own checks, which may ask the server; gives messages by field, where there are any. */
export async function checkFields(options: {
  page: PathPage;
  values: JsonObject;
  validators: FormFields['validators'];
  apiHolder: ApiHolder;
}): Promise<Record<string, string[]>> {
  const { page, values, validators, apiHolder } = options;
  const validate = createAsyncValidators(page.mergedSchema, validators, {
    apiHolder,
  });
  const validation = await validate(values);
  return Object.fromEntries(
    Object.entries(validation).flatMap(([field, found]) => {
      const messages = messagesOf(found);
      return messages.length > 0 ? [[field, messages]] : [];
    }),
  );
}
