import { useCallback } from 'react';
import { Select } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { descriptionId, errorId } from '@rjsf/utils';
import { formatCount } from '@fairway/look';
import { FieldFrame, labelId } from '../../form/FieldFrame';
import { useLoaded } from '../../hooks/useLoaded';
import { fieldWords, type TextFieldProps } from '../fieldSchema';

const NONE = 'none';

function useSystems() {
  const catalogApi = useApi(catalogApiRef);
  const load = useCallback(async () => {
    const { items } = await catalogApi.getEntities({
      filter: { kind: 'system' },
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
    });
    return items
      .map(system => ({
        id: stringifyEntityRef(system),
        label: system.metadata.title ?? system.metadata.name,
      }))
      .sort((a, b) => a.label.localeCompare(b.label));
  }, [catalogApi]);
  return useLoaded(load);
}

/** How many components the system has, where one is chosen. */
function useMembers(systemRef: string | undefined) {
  const catalogApi = useApi(catalogApiRef);
  const load = useCallback(async () => {
    if (!systemRef) return undefined;
    const { totalItems } = await catalogApi.queryEntities({
      filter: { kind: 'component', 'relations.partOf': systemRef },
      fields: ['metadata.name'],
      limit: 1,
    });
    return totalItems;
  }, [catalogApi, systemRef]);
  const members = useLoaded(load);
  return members.state === 'ready' && !members.reloading
    ? members.value
    : undefined;
}

/** The system that the service becomes a part of; there need be none. */
export function SystemPicker(props: TextFieldProps) {
  const { idSchema, formData, rawErrors, onChange, required } = props;
  const id = idSchema.$id;
  const systems = useSystems();
  const members = useMembers(formData);
  const choices = systems.state === 'ready' ? systems.value : [];
  const words = fieldWords(props, {
    label: 'System',
    description: 'What it is a part of, if anything yet.',
  });

  let { description } = words;
  if (systems.state === 'error') {
    description = 'The systems could not be loaded; it can be set later.';
  } else if (systems.state === 'ready' && choices.length === 0) {
    description = 'There is no system in the catalog yet.';
  } else if (members !== undefined) {
    const verb = members === 1 ? 'is' : 'are';
    description = `${formatCount(members, 'component')} ${verb} in it.`;
  }

  return (
    <FieldFrame
      id={id}
      label={words.label}
      optional={!required}
      description={description}
    >
      <Select
        id={id}
        size="small"
        options={required ? choices : [{ id: NONE, label: 'None' }, ...choices]}
        search={choices.length >= 12 ? true : undefined}
        placeholder={systems.state === 'loading' ? 'Loading…' : 'None'}
        value={choices.some(choice => choice.id === formData) ? formData : null}
        isRequired={required}
        isDisabled={
          props.disabled || (systems.state === 'ready' && choices.length === 0)
        }
        isInvalid={Boolean(rawErrors?.length)}
        validationBehavior="aria"
        aria-labelledby={labelId(id)}
        aria-describedby={`${errorId(id)} ${descriptionId(id)}`}
        onChange={key =>
          onChange(!key || key === NONE ? undefined : String(key))
        }
      />
    </FieldFrame>
  );
}
