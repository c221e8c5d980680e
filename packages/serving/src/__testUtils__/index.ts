export { AnswersAsDescribed } from './AnswersAsDescribed';
