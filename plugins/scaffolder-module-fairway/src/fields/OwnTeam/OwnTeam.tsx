import { useEffect } from 'react';
import { Select } from '@backstage/ui';
import { descriptionId, errorId } from '@rjsf/utils';
import { formatCount } from '@fairway/look';
import { FieldFrame, labelId } from '../../form/FieldFrame';
import { fieldWords, type TextFieldProps } from '../fieldSchema';
import { useTeams, type Teams } from './useTeams';

function explain({ teams, own, any }: Teams): string {
  if (any) {
    return `One of all ${teams.length} teams, as you are of the platform team.`;
  }
  if (own.length === 0) {
    return 'You are in no team yet, so you can’t create a service. Teams are kept at the forge; ask the platform team.';
  }
  if (own.length === 1) {
    return 'Your team. It gets the pages and the reviews.';
  }
  return `One of your ${formatCount(own.length, 'team')}. It gets the pages and the reviews.`;
}

/** The owner: one of one's own teams; who is of the platform team chooses among all. */
export function OwnTeam(props: TextFieldProps) {
  const { idSchema, formData, rawErrors, onChange } = props;
  const id = idSchema.$id;
  const teams = useTeams();
  const choices = teams.state === 'ready' ? teams.value.teams : [];
  const only =
    teams.state === 'ready' && teams.value.own.length === 1
      ? teams.value.own[0]
      : undefined;
  const words = fieldWords(props, { label: 'Owner' });

  useEffect(() => {
    if (only && !formData) onChange(only);
  }, [only, formData, onChange]);

  let description = words.description;
  if (teams.state === 'error') {
    description = 'Your teams could not be loaded.';
  } else if (teams.state === 'ready') {
    description = explain(teams.value);
  }

  return (
    <FieldFrame
      id={id}
      label={words.label}
      optional={!props.required}
      description={description}
    >
      <Select
        id={id}
        size="small"
        options={choices.map(({ ref, title }) => ({ id: ref, label: title }))}
        search={choices.length >= 12 ? true : undefined}
        placeholder={
          teams.state === 'loading' ? 'Loading your teams…' : 'Choose a team'
        }
        value={choices.some(({ ref }) => ref === formData) ? formData : null}
        isRequired={props.required}
        isDisabled={
          props.disabled || (teams.state === 'ready' && choices.length === 0)
        }
        isInvalid={Boolean(rawErrors?.length)}
        validationBehavior="aria"
        aria-labelledby={labelId(id)}
        aria-describedby={`${errorId(id)} ${descriptionId(id)}`}
        onChange={key => onChange(key ? String(key) : undefined)}
      />
    </FieldFrame>
  );
}
