export { ContractChecker } from './contract/ContractChecker';
export { startSandbox } from './startSandbox';
export type { Sandbox, SandboxOptions } from './startSandbox';
