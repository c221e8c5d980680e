import type { DeliveryState } from '@fairway/plugin-metrics-common';

/** Where an environment answers. */
export interface Target {
  environment: string;
  production: boolean;
  address: string;
}

const isWeb = (address: string) => {
  try {
    return /^https?:$/.test(new URL(address).protocol);
  } catch {
    return false;
  }
};

/** Where the release that runs in each environment answers. What was taken down is not asked. */
export function targetsOf(state: DeliveryState | undefined): Target[] {
  const targets = new Map<string, Target>();
  for (const { environment, production, reached } of state?.environments ??
    []) {
    const address = reached?.environmentUrl;
    if (address && reached.state !== 'inactive' && isWeb(address))
      targets.set(`${environment} ${address}`, {
        ...{ environment, production, address },
      });
  }
  return [...targets.values()];
}
