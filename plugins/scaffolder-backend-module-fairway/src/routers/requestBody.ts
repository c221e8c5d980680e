import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { CreateRequest } from '../check/RequestCheck';
import { invalid } from '../check/refuse';

// Deeper values have no use in a form, and would break what walks through them.
const DEEPEST = 32;

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
    assertShallow(values);
    return { templateRef, values };
  }
  const [issue] = parsed.error.issues;
  const field = issue.path.join('.');
  throw field
    ? invalid(field, issue.message)
    : new InputError('body must be an object with templateRef and values');
}

function assertShallow(values: Record<string, unknown>): void {
  let level: unknown[] = [values];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) {
      throw invalid('values', `at most ${DEEPEST} levels deep`);
    }
    level = level.flatMap(value =>
      value !== null && typeof value === 'object' ? Object.values(value) : [],
    );
  }
}
