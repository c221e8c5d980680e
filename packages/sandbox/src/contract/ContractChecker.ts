import { RequestHandler } from 'express';
import { ApiDescription } from './ApiDescription';

/** Notes what in a request or its answer is not as GitHub describes it: `startSandbox({ contract })`. */
export class ContractChecker {
  readonly #description: ApiDescription;
  readonly #violations = new Set<string>();
  readonly #seen = new Set<string>();

  private constructor(description: ApiDescription) {
    this.#description = description;
  }

  /** Takes a file that holds GitHub's OpenAPI description, or the part of it for some operations. */
  static read(file: string): ContractChecker {
    return new ContractChecker(ApiDescription.read(file));
  }

  /** Each problem once. */
  get violations(): string[] {
    return [...this.#violations];
  }

  /** Operations that were granted at least once. */
  get seen(): string[] {
    return [...this.#seen].sort();
  }

  middleware(): RequestHandler {
    return (req, res, next) => {
      const path = decodeURI(req.path);
      let responseBody: unknown;
      const json = res.json.bind(res);
      res.json = body => {
        responseBody = JSON.parse(JSON.stringify(body));
        return json(body);
      };
      res.on('finish', () => {
        const operation = this.#description.operationOf(req.method, path);
        if (operation && res.statusCode < 400) {
          this.#seen.add(operation);
        }
        const problems = this.#description.problemsIn({
          method: req.method,
          path,
          requestBody: req.body,
          status: res.statusCode,
          responseBody,
        });
        problems.forEach(problem => this.#violations.add(problem));
      });
      next();
    };
  }
}
