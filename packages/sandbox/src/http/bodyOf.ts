import { Request } from 'express';
import { z } from 'zod';
import { ValidationFailedError } from '../forge/ValidationFailedError';

/** The request's JSON body, checked. Throws ValidationFailedError that names each field. */
export function bodyOf<Schema extends z.ZodType>(
  req: Request,
  schema: Schema,
): z.output<Schema> {
  const result = schema.safeParse(req.body ?? {});
  if (result.success) {
    return result.data;
  }
  throw new ValidationFailedError(
    'Invalid request.',
    result.error.issues.map(issue => ({
      resource: 'Request',
      field: issue.path.join('.'),
      code: 'invalid',
      message: issue.message,
    })),
  );
}
