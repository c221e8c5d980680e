export {
  collectEvidence,
  useEvidence,
  type EvidenceQuestion,
  type EvidenceState,
} from './useEvidence';
export {
  useDistribution,
  useFigures,
  useManyFigures,
  useSeries,
  type Asked,
  type ComparedSeries,
  type ManyFigures,
} from './useFigures';
export { useMinute } from './useMinute';
export { useQuestion, type Answer } from './useQuestion';
