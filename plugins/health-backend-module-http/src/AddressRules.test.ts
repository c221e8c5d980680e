import { AddressRules } from './AddressRules';

const rules = (networks: string[], loopback = false) =>
  AddressRules.create({ networks, loopback });

it.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.100.100.200',
  '127.0.0.1',
  '127.8.9.10',
  '169.254.169.254',
  '172.31.255.255',
  '192.168.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '::ffff:10.0.0.1',
  '::10.0.0.1',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b::10.0.0.1',
  '2002:7f00:1::',
  '2002:a9fe:a9fe::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  'localhost',
  '',
])('%s may not be asked', address => {
  expect(rules([]).allows(address)).toBe(false);
});

it.each(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
  '%s may be asked',
  address => {
    expect(rules([]).allows(address)).toBe(true);
  },
);

it('allows the networks that the configuration names, in any dress', () => {
  const some = rules(['10.1.0.0/16', 'fd00::/8']);
  expect(
    ['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1', '10.2.0.1', 'fe80::1'].map(
      address => some.allows(address),
    ),
  ).toEqual([true, true, true, false, false]);
});

it('allows loopback in the local profile only, however wide a network is', () => {
  const networks = ['127.0.0.0/8', '::1/128'];
  expect(rules(networks, true).allows('127.0.0.1')).toBe(true);
  expect(rules(networks, true).allows('::1')).toBe(true);
  expect(rules([], true).allows('127.0.0.1')).toBe(false);
  expect(rules(['0.0.0.0/0', '::/0']).allows('127.0.0.1')).toBe(false);
  expect(rules(['0.0.0.0/0', '::/0']).allows('::1')).toBe(false);
  expect(rules(['0.0.0.0/0']).allows('10.0.0.1')).toBe(true);
  expect(() => rules(networks)).toThrow(
    'health.http.networks: "127.0.0.0/8" is loopback',
  );
});

it.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/8/8', 'example.org/8', '::/129'])(
  '%s is no network',
  network => {
    expect(() => rules([network])).toThrow('must read address/bits');
  },
);
