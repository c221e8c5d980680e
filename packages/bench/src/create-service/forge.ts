import { startSandbox } from '@fairway/sandbox';
import { tell } from '../support/peer';
import { ForgePlace } from './protocol';

/** The forge, in a process of its own: both sides call the same. Nothing runs or deploys what is pushed. */
async function main() {
  const { host, apiBaseUrl, token, counts } = await startSandbox({
    stateDir: process.env.FAIRWAY_STATE!,
    runner: false,
    deployTarget: false,
  });
  process.on('message', () => tell(counts()));
  const place: ForgePlace = { host, apiBaseUrl, token };
  tell(place);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
