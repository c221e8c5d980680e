/**
 * Copies the release that one environment runs to another, on the branch `deploy`: the very same files. Run by the
 * workflow Promote; reads FROM, TO and VERSION, needs no package.
 */
import { changeDeployBranch } from './deployBranch.mjs';

const { FROM: from = '', TO: to = '', VERSION: version = '', GITHUB_ACTOR: actor = '' } = process.env;
const environmentName = /^[a-z][a-z0-9-]{0,62}$/;

class Refused extends Error {}

try {
  if (!environmentName.test(from) || !environmentName.test(to) || from === to) {
    throw new Refused('FROM and TO must name two environments');
  }
  const changed = await changeDeployBranch(tree => {
    const release = tree.read(`${from}/release.yaml`);
    const running = /^ {2}version: "(v\d+)"$/m.exec(release ?? '')?.[1];
    if (!running) {
      throw new Refused(`Nothing is released to ${from}`);
    }
    if (running !== version) {
      throw new Refused(`${from} has ${running} by now, not ${JSON.stringify(version)}: look at it, then promote it`);
    }
    const source = [...tree.files].filter(([path]) => path.startsWith(`${from}/`));
    for (const path of [...tree.files.keys()].filter(candidate => candidate.startsWith(`${to}/`))) {
      tree.files.delete(path);
    }
    for (const [path, file] of source) {
      tree.files.set(`${to}/${path.slice(from.length + 1)}`, file);
    }
    return `Promote ${version} from ${from} to ${to}\n${actor && `\nAsked for by: ${actor}\n`}`;
  });
  console.log(changed ? `Promoted ${version} to ${to}.` : `${to} runs ${version} already.`);
} catch (error) {
  if (!(error instanceof Refused)) {
    throw error;
  }
  console.log(`::error::${error.message}`);
  process.exitCode = 1;
}
