import { jsonBodyUpTo } from '@fairway/serving';

/** The scaffolder's own limit, which is generous because a dry run sends whole templates. */
export const jsonBody = jsonBodyUpTo(10 * 1024 * 1024);
