import { useState, type ComponentType } from 'react';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { createServiceApiRef } from '../api';
import type { TextFieldProps } from '../fields/fieldSchema';
import { catalogEntities } from './entities';
import { fakeCreateApi, type FakeCreateApi } from './fakeCreateApi';

export interface RenderFieldOptions {
  schema?: object;
  uiSchema?: object;
  value?: string;
  errors?: string[];
  required?: boolean;
  createApi?: FakeCreateApi;
  catalogApi?: object;
  teams?: string[];
}

/** A form field by itself, as a form would hold it; `changes` collects what it says. */
export function renderField(
  Field: ComponentType<TextFieldProps>,
  options: RenderFieldOptions = {},
) {
  const changes: (string | undefined)[] = [];
  const createApi = options.createApi ?? fakeCreateApi();
  const { required = true, errors, schema, uiSchema } = options;

  function Harness() {
    const [value, setValue] = useState(options.value);
    const props = {
      name: 'field',
      idSchema: { $id: 'root_field' },
      schema: { type: 'string', ...schema },
      uiSchema: uiSchema ?? {},
      formData: value,
      rawErrors: errors,
      required,
      onChange: (next: string | undefined) => {
        changes.push(next);
        setValue(next);
      },
    } as unknown as TextFieldProps;
    return <Field {...props} />;
  }

  renderInTestApp(<Harness />, {
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [createServiceApiRef, createApi],
      [
        catalogApiRef,
        (options.catalogApi ??
          catalogApiMock({ entities: catalogEntities })) as any,
      ],
      mockApis.identity({
        userEntityRef: 'user:default/dana',
        ownershipEntityRefs: [
          'user:default/dana',
          ...(options.teams ?? ['checkout', 'payments']).map(
            team => `group:default/${team}`,
          ),
        ],
      }),
    ],
  });
  return { changes, createApi };
}
