import type { ServiceOrigin } from '@fairway/plugin-adoption-common';
import { METRIC_NAMES } from '@fairway/plugin-metrics-common';
import type { Terms } from './Terms';

/*
 * The services that were there when a day ended. Those that are alike in team, system, template, version and origin are a
 * party; the services' own figures stand party by party. Little endian:
 *
 *   parties   uint16, for each: team, system, template, version, origin, services
 *   figures   float32: for each service the five delivery metrics (not a number where it has too little for one), and its
 *             age in days
 */

export const ORIGINS: readonly ServiceOrigin[] = ['created', 'imported'];
/** Of each service: its metrics and its age. */
export const FIGURES = METRIC_NAMES.length + 1;
const FIELDS = 6;
/** What two bytes can count. */
const MOST_MEMBERS = 0xffff;

export interface FleetService {
  entityRef: string;
  team?: string;
  system?: string;
  template?: string;
  version?: string;
  origin: ServiceOrigin;
  /** The five metrics in the order of METRIC_NAMES, and the age in days. */
  figures: Float32Array;
}

export interface Party {
  team: number;
  system: number;
  template: number;
  version: number;
  origin: ServiceOrigin;
  services: number;
}

export async function encodeFleet(
  services: FleetService[],
  terms: Terms,
): Promise<{ parties: Buffer; figures: Buffer }> {
  for (const kind of ['team', 'system', 'template', 'version'] as const)
    await terms.learn(
      kind,
      services.map(service => service[kind]),
    );
  const parties: { key: number[]; members: FleetService[] }[] = [];
  const latest = new Map<string, (typeof parties)[number]>();
  for (const service of services) {
    const key = [
      terms.id('team', service.team),
      terms.id('system', service.system),
      terms.id('template', service.template),
      terms.id('version', service.version),
      ORIGINS.indexOf(service.origin),
    ];
    const name = key.join();
    let party = latest.get(name);
    if (!party || party.members.length === MOST_MEMBERS) {
      party = { key, members: [] };
      parties.push(party);
      latest.set(name, party);
    }
    party.members.push(service);
  }
  const narrow = Uint16Array.from(
    parties.flatMap(({ key, members }) => [...key, members.length]),
  );
  const figures = new Float32Array(services.length * FIGURES);
  let at = 0;
  for (const { members } of parties)
    for (const member of members) {
      figures.set(member.figures, at);
      at += FIGURES;
    }
  return {
    parties: Buffer.from(narrow.buffer, narrow.byteOffset, narrow.byteLength),
    figures: Buffer.from(figures.buffer),
  };
}

export function* decodeParties(bytes: Buffer): Iterable<Party> {
  const numbers = new Uint16Array(new Uint8Array(bytes).buffer);
  for (let at = 0; at < numbers.length; at += FIELDS)
    yield {
      team: numbers[at],
      system: numbers[at + 1],
      template: numbers[at + 2],
      version: numbers[at + 3],
      origin: ORIGINS[numbers[at + 4]],
      services: numbers[at + 5],
    };
}

export const decodeFigures = (bytes: Buffer): Float32Array =>
  new Float32Array(new Uint8Array(bytes).buffer);
