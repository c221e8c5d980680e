export interface Config {
  fairway?: {
    /**
     * Groups whose members may give a new service to any team. The form offers them all teams; the server decides.
     * Default: `[group:default/platform]`.
     *
     * @deepVisibility frontend
     */
    platformTeams?: string[];
  };
}
