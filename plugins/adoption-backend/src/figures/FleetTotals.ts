import type { ServiceOrigin } from '@fairway/plugin-adoption-common';
import { VarintReader, VarintWriter } from '@fairway/serving';
import { ORIGINS, type Party } from './FleetDay';
import { NO_TERM } from './Terms';

/** How many services, and of those how many on a path. */
export interface PathCount {
  services: number;
  onPath: number;
}

/** Services on one version of one template, by their numbers. */
export interface VersionCount {
  template: number;
  version: number;
  services: number;
}

/** How many services there were when a day ended, by whose they are, by where they come from and by version. */
export interface FleetTotals {
  byTeam: Map<number, PathCount>;
  origins: Record<ServiceOrigin, PathCount>;
  versions: VersionCount[];
}

const nobody = (): PathCount => ({ services: 0, onPath: 0 });

function add(count: PathCount, services: number, onPath: boolean) {
  count.services += services;
  if (onPath) count.onPath += services;
}

/** Of parties, or of those that are asked for; on a path is who is on the one that is asked for, where one is. */
export function totalsOf(
  parties: Iterable<Party>,
  asked: {
    fitsOwner(team: number, system: number): boolean;
    template: number | undefined;
  },
): FleetTotals {
  const byTeam = new Map<number, PathCount>();
  const origins = { created: nobody(), imported: nobody() };
  const versions = new Map<string, VersionCount>();
  for (const { team, system, template, version, origin, services } of parties) {
    if (!asked.fitsOwner(team, system)) continue;
    const onPath =
      template !== NO_TERM &&
      (asked.template === undefined || asked.template === template);
    let own = byTeam.get(team);
    if (!own) byTeam.set(team, (own = nobody()));
    add(own, services, onPath);
    add(origins[origin], services, onPath);
    if (!onPath) continue;
    const key = `${template} ${version}`;
    const known = versions.get(key);
    if (known) known.services += services;
    else versions.set(key, { template, version, services });
  }
  return { byTeam, origins, versions: [...versions.values()] };
}

/** Encoded, all numbers are varints: the origins; how many teams, and each; how many versions, and each. */
export function encodeTotals(totals: FleetTotals): Buffer {
  const writer = new VarintWriter();
  const put = (...numbers: number[]) =>
    numbers.forEach(number => writer.add(number));
  for (const origin of ORIGINS) {
    const { services, onPath } = totals.origins[origin];
    put(services, onPath);
  }
  put(totals.byTeam.size);
  for (const [team, { services, onPath }] of totals.byTeam)
    put(team, services, onPath);
  put(totals.versions.length);
  for (const { template, version, services } of totals.versions)
    put(template, version, services);
  return Buffer.from(writer.bytes());
}

export function decodeTotals(bytes: Uint8Array): FleetTotals {
  const reader = new VarintReader(bytes);
  const next = () => reader.next();
  const nextCount = (): PathCount => ({ services: next(), onPath: next() });
  const many = <T>(one: () => T): T[] =>
    Array.from({ length: next() }, () => one());
  const origins = { created: nextCount(), imported: nextCount() };
  return {
    origins,
    byTeam: new Map(many((): [number, PathCount] => [next(), nextCount()])),
    versions: many(() => ({
      ...{ template: next(), version: next(), services: next() },
    })),
  };
}
