import type { FieldValidation } from '@rjsf/utils';
import type { ApiHolder } from '@backstage/core-plugin-api';
import { createServiceApiRef } from '../../api';
import { asSentence } from '../../model/refusal';
import { brokenRules } from '../../model/serviceName';

/** Asks, when one goes on, what the field may not have had the time to ask. */
export async function validateServiceName(
  name: string,
  field: FieldValidation,
  { apiHolder }: { apiHolder: ApiHolder },
): Promise<void> {
  const broken = brokenRules(name ?? '');
  if (broken.length > 0) {
    field.addError(`Not valid: ${broken.map(({ text }) => text).join(', ')}.`);
    return;
  }
  const answer = await apiHolder
    .get(createServiceApiRef)
    ?.checkName(name)
    // Unanswered is no refusal: the server asks again before anything is created.
    .catch(() => undefined);
  if (!answer) return;
  if (!answer.valid) {
    field.addError(
      answer.problems.map(({ message }) => asSentence(message)).join(' '),
    );
  } else if (!answer.component.free || !answer.repository.free) {
    field.addError(`${name} is taken. Choose another name.`);
  }
}
