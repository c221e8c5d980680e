import { ValidationFailedError } from '../../forge/ValidationFailedError';

/** GitHub's rule for the names of secrets and variables. Throws ValidationFailedError. */
export function checkName(resource: 'Secret' | 'Variable', name: string): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,254}$/.test(name) || /^GITHUB_/i.test(name)) {
    throw ValidationFailedError.of(
      resource,
      'name',
      'Names may only have letters, digits and _, do not begin with a digit and not with GITHUB_',
    );
  }
}
