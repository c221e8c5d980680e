export {
  metricsApiRef,
  type MetricsApi,
  type MetricsWindow,
  type QuestionOptions,
} from './MetricsApi';
