export { AnswersAsDescribed, expectDescribedBy } from './AnswersAsDescribed';
export { itMigrates } from './itMigrates';
export { Random } from './Random';
export { trustingAuth } from './trustingAuth';
