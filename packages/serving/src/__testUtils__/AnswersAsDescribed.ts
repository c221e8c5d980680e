import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What a request was answered with, as supertest has it. */
interface Answer {
  status: number;
  body: unknown;
}

/** Holds the answers of a real router against the OpenAPI description of it. */
export class AnswersAsDescribed {
  readonly document: any;
  readonly #ajv = new Ajv({ strict: false, allErrors: true });
  readonly #seen = new Set<string>();

  private constructor(document: object) {
    this.document = document;
    addFormats(this.#ajv);
    this.#ajv.addSchema(document, 'openapi');
  }

  static fromFile(path: string): AnswersAsDescribed {
    return new AnswersAsDescribed(parse(readFileSync(path, 'utf8')));
  }

  /**
   * What is wrong with an answer to a path of the description, and nothing where it is as described.
   *
   * @throws Error where there is no description of such an answer
   */
  faultsOf(method: string, path: string, answer: Answer): object[] {
    this.#seen.add(`${method} ${path}`);
    const schema = this.#schemaOf(path, method, answer.status);
    if (!schema) return [];
    const validate = this.#ajv.getSchema(schema)!;
    validate(answer.body);
    return validate.errors ?? [];
  }

  /** The routes that are described, and those that were held against it, as "get /path". */
  get routes(): { described: string[]; seen: string[] } {
    const described = Object.entries(this.document.paths).flatMap(
      ([path, methods]) =>
        Object.keys(methods as object).map(method => `${method} ${path}`),
    );
    return { described: described.sort(), seen: [...this.#seen].sort() };
  }

  /** Where the schema for an answer is, followed through its references; none where nothing is answered but a status. */
  #schemaOf(path: string, method: string, status: number): string | undefined {
    const at = ['paths', path, method, 'responses', String(status)];
    const given = at.reduce((node, key) => node?.[key], this.document);
    if (!given) throw new Error(`${method} ${path} describes no ${status}`);
    if (!given.$ref && !given.content) return undefined;
    const pointer =
      (given.$ref as string | undefined)?.slice(2).split('/') ?? at;
    return `openapi#/${[...pointer, 'content', 'application/json', 'schema']
      .map(key =>
        encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')),
      )
      .join('/')}`;
  }
}

/** Expects answers to paths of a description to be as it says. */
export function expectDescribedBy(description: AnswersAsDescribed) {
  return (method: string, path: string, answer: Answer): void => {
    const errors = description.faultsOf(method, path, answer);
    expect({ path, status: answer.status, errors }).toEqual({
      ...{ path, status: answer.status, errors: [] },
    });
  };
}
