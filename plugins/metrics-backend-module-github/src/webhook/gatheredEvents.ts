/** Facts are made of these; an action that is not listed tells nothing new. */
const TOLD: Record<string, readonly string[] | undefined> = {
  deployment: ['created'],
  deployment_status: ['created'],
  issues: [
    ...['opened', 'edited', 'closed', 'reopened', 'labeled', 'unlabeled'],
    ...['deleted', 'transferred'],
  ],
  pull_request: [
    ...['opened', 'edited', 'closed', 'reopened', 'synchronize'],
    ...['labeled', 'unlabeled'],
  ],
  push: undefined,
  release: ['published', 'released', 'edited'],
  workflow_run: ['requested', 'in_progress', 'completed'],
};

/** What the catalog's providers wait for beside pushes; passed on whatever their action. */
export const HANDED_ON: readonly string[] = [
  'installation',
  'installation_repositories',
  'membership',
  'organization',
  'repository',
  'team',
];

/** Why a delivery is not taken; undefined where it is. */
export function whyIgnored(event: string, action: unknown): string | undefined {
  if (HANDED_ON.includes(event)) return undefined;
  if (!Object.hasOwn(TOLD, event)) return `Nothing is gathered from "${event}"`;
  const actions = TOLD[event];
  if (!actions || actions.includes(String(action))) return undefined;
  return `Nothing is gathered from "${event}" with the action "${action}"`;
}

/** Whether a delivery is taken. */
export const isGathered = (event: string, action: unknown): boolean =>
  whyIgnored(event, action) === undefined;
