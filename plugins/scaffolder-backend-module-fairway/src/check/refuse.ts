import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';

/** A refusal that names the field it is about; the field is part of the answer's body. */
export type FieldRefusal = Error & { field: string };

function withField(error: Error, field: string): FieldRefusal {
  return Object.assign(error, { field });
}

/** 400: the value breaks a rule. The value itself is never part of the message. */
export function invalid(field: string, rule: string): FieldRefusal {
  return withField(new InputError(`${field}: ${rule}`), field);
}

/** 403: the value is in order, but this person may not use it. */
export function forbidden(field: string, rule: string): FieldRefusal {
  return withField(new NotAllowedError(`${field}: ${rule}`), field);
}

/** 409: somebody else has what the value names. */
export function taken(field: string, rule: string): FieldRefusal {
  return withField(new ConflictError(`${field}: ${rule}`), field);
}
