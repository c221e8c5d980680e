import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { toJsonSchema } from './toJsonSchema';

interface Operation {
  method: string;
  /** As GitHub writes it: `/repos/{owner}/{repo}`. */
  path: string;
  pattern: RegExp;
  requestBody?: string;
  /** By status, where the answer's schema stands in the document; undefined for an answer without a body. */
  responses: Map<number, string | undefined>;
}

/** One request to the API and its answer. */
export interface Exchange {
  method: string;
  /** Below `/api/v3`, without the query. */
  path: string;
  requestBody: unknown;
  status: number;
  /** Undefined when it was no JSON. */
  responseBody: unknown;
}

/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- an OpenAPI document has no type of its own here */
type Document = any;

const documentName = 'github';

/** GitHub's own OpenAPI description, to hold exchanges against. */
export class ApiDescription {
  readonly #ajv: Ajv;
  readonly #document: Document;
  readonly #operations: Operation[];
  readonly #validators = new Map<string, ValidateFunction>();

  private constructor(document: Document) {
    this.#document = toJsonSchema(document);
    this.#ajv = new Ajv({ strict: false, logger: false });
    addFormats(this.#ajv);
    this.#ajv.addSchema({ $id: documentName, ...this.#document });
    this.#operations = operationsIn(this.#document);
  }

  static read(file: string): ApiDescription {
    return new ApiDescription(JSON.parse(readFileSync(file, 'utf8')));
  }

  /** Every operation there is, as `METHOD /path`. */
  get operations(): string[] {
    return this.#operations.map(({ method, path }) => `${method} ${path}`);
  }

  /** The operation that a request is, or undefined. */
  operationOf(method: string, path: string): string | undefined {
    const operation = this.#find(method, path);
    return operation && `${operation.method} ${operation.path}`;
  }

  /** What is not as described; requests are looked at when they were granted, answers always where they are described. */
  problemsIn(exchange: Exchange): string[] {
    const operation = this.#find(exchange.method, exchange.path);
    if (!operation || exchange.status === 501) {
      return [];
    }
    const { status } = exchange;
    const name = `${operation.method} ${operation.path}`;
    const problems: string[] = [];
    if (status < 400 && operation.requestBody) {
      problems.push(
        ...this.#check(operation.requestBody, exchange.requestBody ?? {}).map(
          problem => `${name}, request: ${problem}`,
        ),
      );
    }
    if (!operation.responses.has(status)) {
      return status < 400
        ? [...problems, `${name}: the status ${status} is not described`]
        : problems;
    }
    const schema = operation.responses.get(status);
    if (schema && exchange.responseBody !== undefined) {
      problems.push(
        ...this.#check(schema, exchange.responseBody).map(
          problem => `${name}, ${status}: ${problem}`,
        ),
      );
    }
    return problems;
  }

  #find(method: string, path: string): Operation | undefined {
    return this.#operations.find(
      operation => operation.method === method && operation.pattern.test(path),
    );
  }

  #check(pointer: string, value: unknown): string[] {
    let validate = this.#validators.get(pointer);
    if (!validate) {
      validate = this.#ajv.compile({ $ref: `${documentName}#${pointer}` });
      this.#validators.set(pointer, validate);
    }
    return validate(value)
      ? []
      : (validate.errors ?? []).map(
          error => `${error.instancePath || '/'} ${error.message}`,
        );
  }
}

function escapePointer(part: string): string {
  return encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'));
}

/** Parameters that hold slashes, unlike the others. */
const wide = ['path', 'ref', 'branch', 'basehead'];

function patternOf(path: string): RegExp {
  const source = path
    .replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    .replace(/\{(\w+)\}/g, (_, name) => (wide.includes(name) ? '.+' : '[^/]+'));
  return new RegExp(`^${source}$`);
}

function operationsIn(document: Document): Operation[] {
  const operations: Operation[] = [];
  for (const [path, methods] of Object.entries<Document>(document.paths)) {
    for (const [method, operation] of Object.entries<Document>(methods)) {
      if (!operation.responses) {
        continue;
      }
      const own = `/paths/${escapePointer(path)}/${method}`;
      const body = operation.requestBody?.content?.['application/json'];
      operations.push({
        method: method.toUpperCase(),
        path,
        pattern: patternOf(path),
        ...(body?.schema && {
          requestBody: `${own}/requestBody/content/application~1json/schema`,
        }),
        responses: responsesOf(document, own, operation.responses),
      });
    }
  }
  // What says more comes first, where two would match.
  return operations.sort(
    (one, other) => literalLength(other.path) - literalLength(one.path),
  );
}

function literalLength(path: string): number {
  return path.replace(/\{\w+\}/g, '').length;
}

function responsesOf(document: Document, own: string, responses: Document) {
  return new Map<number, string | undefined>(
    Object.entries<Document>(responses).map(([status, response]) => {
      const shared = response.$ref?.split('/').pop();
      const found = shared ? document.components.responses[shared] : response;
      const base = shared
        ? `/components/responses/${escapePointer(shared)}`
        : `${own}/responses/${status}`;
      return [
        Number(status),
        found.content?.['application/json']?.schema
          ? `${base}/content/application~1json/schema`
          : undefined,
      ];
    }),
  );
}
