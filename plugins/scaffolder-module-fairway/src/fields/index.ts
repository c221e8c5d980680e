import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { textFieldSchema } from './fieldSchema';
import { OwnTeam } from './OwnTeam';
import { Secret } from './Secret';
import { ServiceName, validateServiceName } from './ServiceName';
import { SystemPicker } from './SystemPicker';
import { Tier } from './Tier';

export const serviceNameField = createFormField({
  name: 'ServiceName',
  component: ServiceName,
  validation: validateServiceName,
  schema: textFieldSchema,
});

export const ownTeamField = createFormField({
  name: 'OwnTeam',
  component: OwnTeam,
  schema: textFieldSchema,
});

export const systemPickerField = createFormField({
  name: 'SystemPicker',
  component: SystemPicker,
  schema: textFieldSchema,
});

export const tierField = createFormField({
  name: 'Tier',
  component: Tier,
  schema: textFieldSchema,
});

export const secretField = createFormField({
  name: 'Secret',
  component: Secret,
  schema: textFieldSchema,
});
