export interface Config {
  releases?: {
    /**
     * A regular expression: environments of this name are production, besides
     * those whose deployments say so themselves. Default: "^prod".
     */
    productionEnvironments?: string;

    github?: {
      /**
       * Repositories ("host/owner/name") whose catalog files may describe
       * components of other repositories. A catalog file kept anywhere else
       * speaks for its own repository only, so that nobody promotes another
       * team's service by naming its repository in an annotation.
       * Default: none.
       */
      catalogRepositories?: string[];
    };
  };
}
