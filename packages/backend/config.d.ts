export interface Config {
  fairway: {
    /**
     * What the portal is run as. `production` switches on the start-up check
     * that refuses an unsafe configuration; `local` is for one person's machine.
     */
    profile: 'local' | 'production';
    /**
     * Lets a production portal use a personal access token at GitHub where a
     * GitHub App can't be had. Default: false.
     */
    allowPersonalAccessToken?: boolean;
  };
}
