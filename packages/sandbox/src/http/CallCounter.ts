import { RequestHandler } from 'express';

/** Counts requests by method and route, as GitHub writes it: `POST /orgs/{org}/repos`. */
export class CallCounter {
  readonly #counts = new Map<string, number>();

  /** Counts each request once it is answered, below the route that answered it. */
  middleware(): RequestHandler {
    return (req, res, next) => {
      res.on('finish', () => {
        const route = req.route?.path;
        this.count(
          typeof route === 'string'
            ? `${req.method} ${toPattern(route)}`
            : `${req.method} (unknown)`,
        );
      });
      next();
    };
  }

  count(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  counts(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort());
  }
}

function toPattern(route: string): string {
  return route.replace(/:(\w+)(?:\([^)]*\))?/g, '{$1}');
}
