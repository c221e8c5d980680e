import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { formFieldsApiRef } from '@backstage/plugin-scaffolder-react/alpha';
import type {
  CustomFieldValidator,
  FieldExtensionOptions,
} from '@backstage/plugin-scaffolder-react';
import type { Field, RegistryFieldsType } from '@rjsf/utils';
import { useLoaded, type Reloadable } from './useLoaded';

/** The form fields that plugins bring, by name. */
export interface FormFields {
  components: RegistryFieldsType;
  validators: Record<string, CustomFieldValidator<unknown> | undefined>;
}

/** Loads the form fields of all plugins. */
export function useFormFields(): Reloadable<FormFields> {
  const formFieldsApi = useApi(formFieldsApiRef);
  const load = useCallback(async (): Promise<FormFields> => {
    // The API's type is opaque; what it gives is what the blueprint was made with.
    const fields =
      (await formFieldsApi.loadFormFields()) as unknown as FieldExtensionOptions[];
    return {
      components: Object.fromEntries(
        fields.map(({ name, component }) => [
          name,
          component as unknown as Field,
        ]),
      ),
      validators: Object.fromEntries(
        fields.map(({ name, validation }) => [name, validation]),
      ),
    };
  }, [formFieldsApi]);
  return useLoaded(load);
}
