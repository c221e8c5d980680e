export interface Config {
  fairway: {
    /**
     * The groups whose members run the platform: they may do everything that
     * anybody may. Entity references, for example `group:default/platform`.
     * Required, at least an empty list.
     */
    platformTeams: string[];
  };
}
