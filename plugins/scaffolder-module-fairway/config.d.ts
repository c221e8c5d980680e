export interface Config {
  fairway?: {
    create?: {
      /**
       * The organisation that new repositories go to; named in what will be created.
       *
       * @visibility frontend
       */
      organisation?: string;
    };

    /**
     * Groups whose members may give a new service to any team. The form offers them all teams; the server decides.
     * Default: `[group:default/platform]`.
     *
     * @deepVisibility frontend
     */
    platformTeams?: string[];
  };
}
