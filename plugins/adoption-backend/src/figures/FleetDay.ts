import type { ServiceOrigin } from '@fairway/plugin-adoption-common';
import type { Terms } from './Terms';

/*
 * The services that were there when a day ended. Those that are alike in team, system, template, version and origin are a
 * party. Little endian, for each: team, system, template, version, origin, services, all uint16.
 */

export const ORIGINS: readonly ServiceOrigin[] = ['created', 'imported'];
const FIELDS = 6;
/** What two bytes can count. */
const MOST_MEMBERS = 0xffff;

export interface FleetService {
  team?: string;
  system?: string;
  template?: string;
  version?: string;
  origin: ServiceOrigin;
}

export interface Party {
  team: number;
  system: number;
  template: number;
  version: number;
  origin: ServiceOrigin;
  services: number;
}

export async function partiesOf(
  services: FleetService[],
  terms: Terms,
): Promise<Party[]> {
  for (const kind of ['team', 'system', 'template', 'version'] as const)
    await terms.learn(
      kind,
      services.map(service => service[kind]),
    );
  const parties: Party[] = [];
  const latest = new Map<string, Party>();
  for (const service of services) {
    const key = {
      team: terms.id('team', service.team),
      system: terms.id('system', service.system),
      template: terms.id('template', service.template),
      version: terms.id('version', service.version),
      origin: service.origin,
    };
    const name = Object.values(key).join();
    let party = latest.get(name);
    if (!party || party.services === MOST_MEMBERS) {
      party = { ...key, services: 0 };
      parties.push(party);
      latest.set(name, party);
    }
    party.services += 1;
  }
  return parties;
}

export function encodeParties(parties: Party[]): Buffer {
  const numbers = Uint16Array.from(
    parties.flatMap(({ team, system, template, version, origin, services }) => [
      ...[team, system, template, version, ORIGINS.indexOf(origin), services],
    ]),
  );
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
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
