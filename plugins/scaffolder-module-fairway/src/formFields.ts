import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

/** By the names that templates use in `ui:field`: ServiceName, OwnTeam, SystemPicker, Tier, Secret. */
export const formFields = [
  FormFieldBlueprint.make({
    name: 'service-name',
    params: { field: () => import('./fields').then(m => m.serviceNameField) },
  }),
  FormFieldBlueprint.make({
    name: 'own-team',
    params: { field: () => import('./fields').then(m => m.ownTeamField) },
  }),
  FormFieldBlueprint.make({
    name: 'system-picker',
    params: { field: () => import('./fields').then(m => m.systemPickerField) },
  }),
  FormFieldBlueprint.make({
    name: 'tier',
    params: { field: () => import('./fields').then(m => m.tierField) },
  }),
  FormFieldBlueprint.make({
    name: 'secret',
    params: { field: () => import('./fields').then(m => m.secretField) },
  }),
];
