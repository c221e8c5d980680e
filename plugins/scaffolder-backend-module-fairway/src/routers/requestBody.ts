import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { CreateRequest } from '../check/RequestCheck';
import { invalid } from '../check/refuse';

const body = z.looseObject({
  templateRef: z.string().min(1),
  values: z.record(z.string(), z.unknown()),
  secrets: z.record(z.string(), z.string()).optional(),
});

/** Reads the body of a request to run a template; the values are left to the check. */
export function readCreateRequest(input: unknown): CreateRequest {
  const parsed = body.safeParse(input);
  if (parsed.success) {
    const { templateRef, values } = parsed.data;
    return { templateRef, values };
  }
  const [issue] = parsed.error.issues;
  const field = issue.path.join('.');
  throw field
    ? invalid(field, issue.message)
    : new InputError('body must be an object with templateRef and values');
}
