/** One entry of `errors` in GitHub's 422. */
export interface ValidationProblem {
  resource: string;
  field: string;
  code: string;
  message?: string;
}

/** What GitHub answers with 422 "Validation Failed" and a list of what is wrong. */
export class ValidationFailedError extends Error {
  readonly problems: ValidationProblem[];

  constructor(message: string, problems: ValidationProblem[]) {
    super(message);
    this.name = 'ValidationFailedError';
    this.problems = problems;
  }

  /** For one field, with GitHub's code `custom`. */
  static of(resource: string, field: string, message: string) {
    return new ValidationFailedError('Validation Failed', [
      { resource, field, code: 'custom', message },
    ]);
  }
}
