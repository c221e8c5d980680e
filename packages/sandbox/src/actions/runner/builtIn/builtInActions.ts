import { BuiltInAction } from './ActionContext';
import { cache } from './cache';
import { checkout } from './checkout';
import { downloadArtifact } from './downloadArtifact';
import { setupTool } from './setupTool';
import { uploadArtifact } from './uploadArtifact';

const actions: Record<string, BuiltInAction> = {
  'actions/checkout': checkout,
  'actions/upload-artifact': uploadArtifact,
  'actions/download-artifact': downloadArtifact,
  'actions/cache': cache,
  'actions/cache/restore': cache,
  'actions/cache/save': cache,
  'actions/setup-node': setupTool({
    input: 'node-version',
    program: 'node',
    args: ['--version'],
    beside: ['npm'],
  }),
  'actions/setup-python': setupTool({
    input: 'python-version',
    program: 'python3',
    args: ['--version'],
  }),
  'actions/setup-go': setupTool({
    input: 'go-version',
    program: 'go',
    args: ['version'],
  }),
};

/** The built-in action for a `uses:`, whatever version it names; undefined when there is none. */
export function findBuiltInAction(uses: string): BuiltInAction | undefined {
  const [name] = uses.toLowerCase().split('@');
  return Object.hasOwn(actions, name) ? actions[name] : undefined;
}
