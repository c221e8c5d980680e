import { InputError } from '@backstage/errors';

const PATTERN = /^(\*\.)?[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?$/;

/** Which hosts may be asked, by name. */
export class HostRules {
  readonly #names: Set<string>;
  readonly #suffixes: string[];

  private constructor(patterns: string[]) {
    this.#names = new Set(patterns.filter(one => !one.startsWith('*.')));
    this.#suffixes = patterns
      .filter(one => one.startsWith('*.'))
      .map(one => one.slice(1));
  }

  /** @throws InputError for what is neither a name nor all below one */
  static create(options: { patterns: string[] }): HostRules {
    const patterns = options.patterns.map(one =>
      one.toLocaleLowerCase('en-US'),
    );
    for (const pattern of patterns)
      if (!PATTERN.test(pattern))
        throw new InputError(
          `health.http.hosts: "${pattern}" must be a name, or *. and a name`,
        );
    return new HostRules(patterns);
  }

  get empty(): boolean {
    return !this.#names.size && !this.#suffixes.length;
  }

  /** @param hostname - as in a URL: in lower case, an IPv6 address in brackets */
  allows(hostname: string): boolean {
    const name = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
    return (
      this.#names.has(name) ||
      this.#suffixes.some(suffix => name.endsWith(suffix))
    );
  }
}
