import type {
  EnvironmentReleases,
  Release,
} from '@fairway/plugin-releases-common';

/** What people call a release: its version, else its short commit. */
export function nameOf({ version, revision }: Release): string {
  return version ?? revision.slice(0, 7);
}

/** An environment's name at the beginning of a sentence or as a heading. */
export function capitalised(name: string): string {
  return name.charAt(0).toLocaleUpperCase('en') + name.slice(1);
}

/** The two environments a release is promoted between. */
export function promotionPair(
  environments: EnvironmentReleases[],
  promotion: { from: string; to: string } | undefined,
) {
  const named = (name: string | undefined) =>
    environments.find(({ environment }) => environment === name);
  const from =
    named(promotion?.from) ??
    environments.find(({ production }) => !production);
  const to =
    named(promotion?.to) ??
    environments.findLast(({ production }) => production);
  return from && to ? { from, to } : undefined;
}
