/** The apps that act in the organisation. */
export const bots = {
  /** The portal: administers every repository of the organisation. */
  portal: 'fairway[bot]',
  /** The deploy target: writes deployments everywhere. */
  deployer: 'deployer[bot]',
  /** Workflows: what each token's permissions say, in one repository. */
  runner: 'github-actions[bot]',
} as const;
