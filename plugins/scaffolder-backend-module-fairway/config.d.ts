import { HumanDuration } from '@backstage/types';

export interface Config {
  fairway?: {
    /**
     * Where Create Service creates things, and within which limits.
     */
    create?: {
      /**
       * Host of the forge new repositories go to, as it stands in `integrations.github`, e.g. `github.com` or
       * `localhost:7990`.
       *
       * @visibility frontend
       */
      host: string;

      /**
       * The organisation that a new service's repository goes to.
       *
       * @visibility frontend
       */
      organisation: string;

      /**
       * Every organisation in which the portal may create repositories. Default: only `organisation`.
       *
       * @visibility frontend
       */
      organisations?: string[];

      /**
       * Hosts (with their port) that bear any number of requests, so that neither Octokit's throttle nor its retries
       * slow calls to them down. Loopback hosts always do. Never put github.com here.
       */
      unthrottledHosts?: string[];

      /**
       * How long one call to the forge may take before it counts as failed. Default: 30 seconds.
       */
      callTimeout?: HumanDuration | string;

      /**
       * How long publishing one repository may take in all, waiting for rate limits included. Default: 10 minutes.
       */
      publishTimeout?: HumanDuration | string;
    };

    /**
     * Groups whose members may create services for any team, and retry or cancel anybody's request. Default: none.
     */
    platformTeams?: string[];
  };
}
