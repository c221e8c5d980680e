import { InputError } from '@backstage/errors';
import { BlockList, isIP } from 'node:net';

/** Of no public use: IANA's special-purpose registries (RFC 6890 and its updates), multicast and what is reserved. */
const SPECIAL = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8'],
  ...['169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::/128', '::1/128', '64:ff9b:1::/48', '100::/64', '2001::/23'],
  ...['2001:db8::/32', '3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/10'],
  ...['fec0::/10', 'ff00::/8'],
];
const LOOPBACK = ['127.0.0.0/8', '::1/128'];
/** Their last 32 bits are an IPv4 address: mapped, compatible, NAT64. */
const HOLDS_IPV4 = ['::ffff:0:0/96', '64:ff9b::/96', '::/96'];

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

function listOf(networks: string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address, bits] = network.split('/');
    list.addSubnet(address, Number(bits), family(address));
  }
  return list;
}

const special = listOf(SPECIAL);
const loopback = listOf(LOOPBACK);
const holdsIpv4 = listOf(HOLDS_IPV4);
const sixToFour = listOf(['2002::/16']);

/** The sixteen-bit groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const { hostname } = new URL(`http://[${address}]/`);
  const [head, tail] = hostname.slice(1, -1).split('::');
  const parse = (text: string | undefined) =>
    text ? text.split(':').map(group => parseInt(group, 16)) : [];
  const [first, last] = [parse(head), parse(tail)];
  return [...first, ...Array(8 - first.length - last.length).fill(0), ...last];
}

const ipv4Of = (high: number, low: number) =>
  [high >> 8, high & 255, low >> 8, low & 255].join('.');

/** An address as it is, or the IPv4 address that it stands for. */
function unwrap(address: string): string {
  if (isIP(address) !== 6) return address;
  const groups = groupsOf(address);
  if (sixToFour.check(address, 'ipv6')) return ipv4Of(groups[1], groups[2]);
  if (!holdsIpv4.check(address, 'ipv6')) return address;
  // The unspecified address and loopback are themselves.
  if (groups.slice(0, 7).every(group => group === 0)) return address;
  return ipv4Of(groups[6], groups[7]);
}

/**
 * Which addresses may be asked: public ones, and those of networks that the configuration names. Loopback stands only where
 * the whole portal is on one machine.
 */
export class AddressRules {
  readonly #networks: BlockList;
  readonly #loopback: boolean;

  private constructor(networks: BlockList, allowLoopback: boolean) {
    this.#networks = networks;
    this.#loopback = allowLoopback;
  }

  /** @throws InputError for what is no network, and for loopback where that may not be */
  static create(options: {
    networks: string[];
    loopback: boolean;
  }): AddressRules {
    const key = 'health.http.networks';
    for (const network of options.networks) {
      const [address, bits, ...rest] = network.split('/');
      const most = isIP(address) === 6 ? 128 : 32;
      if (
        !isIP(address) ||
        !/^\d{1,3}$/.test(bits ?? '') ||
        Number(bits) > most ||
        rest.length
      )
        throw new InputError(`${key}: "${network}" must read address/bits`);
      if (!options.loopback && loopback.check(address, family(address)))
        throw new InputError(
          `${key}: "${network}" is loopback, which is for the local profile only`,
        );
    }
    return new AddressRules(listOf(options.networks), options.loopback);
  }

  allows(address: string): boolean {
    if (!isIP(address)) return false;
    const real = unwrap(address.replace(/%.*$/, ''));
    if (loopback.check(real, family(real)) && !this.#loopback) return false;
    return (
      !special.check(real, family(real)) ||
      this.#networks.check(real, family(real))
    );
  }
}
