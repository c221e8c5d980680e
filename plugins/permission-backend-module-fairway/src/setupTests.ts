// Backends, servers and git are started for real, which takes a while on a busy machine.
jest.setTimeout(60_000);
