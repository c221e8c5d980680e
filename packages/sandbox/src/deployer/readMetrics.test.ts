import { readMetrics } from './readMetrics';

const told = `# HELP http_requests_total Requests answered.
# TYPE http_requests_total counter
http_requests_total{method="GET",route="/greetings/:name",status="200"} 90
http_requests_total{method="GET",route="/a \\"quoted\\" one",status="503"} 10
http_request_duration_seconds_bucket{le="0.1",route="/a"} 40
http_request_duration_seconds_bucket{le="0.2",route="/a"} 80
http_request_duration_seconds_bucket{le="+Inf",route="/a"} 90
http_request_duration_seconds_bucket{le="0.1",route="/b"} 10
http_request_duration_seconds_bucket{le="0.2",route="/b"} 10
http_request_duration_seconds_bucket{le="+Inf",route="/b"} 10
process_resident_memory_bytes 73400320
process_start_time_seconds 1763728496
not a sample
`;

describe('readMetrics', () => {
  it('adds up requests, and interpolates durations as Prometheus does', () => {
    expect(readMetrics(told)).toEqual({
      requests: 100,
      errors: 10,
      p50: 0.1,
      // Above the last limit there is nothing to interpolate with.
      p95: 0.2,
      memoryBytes: 73400320,
      startedAt: 1763728496,
    });
  });

  it.each([
    [10, 10, 0.05],
    [0, 10, 0.15],
    [4, 10, 0.1 + 0.1 / 6],
  ])('interpolates within a bucket: %d, %d', (first, second, expected) => {
    const text = [
      `http_request_duration_seconds_bucket{le="0.1"} ${first}`,
      `http_request_duration_seconds_bucket{le="0.2"} ${second}`,
      `http_request_duration_seconds_bucket{le="+Inf"} ${second}`,
    ].join('\n');
    expect(readMetrics(text).p50).toBeCloseTo(expected);
  });

  it('has counted nothing before the first request', () => {
    expect(
      readMetrics('http_request_duration_seconds_bucket{le="+Inf"} 0'),
    ).toEqual({ requests: 0, errors: 0 });
  });

  it('knows nothing from a text of something else', () => {
    expect(readMetrics('<html>hello</html>\nv1')).toEqual({});
  });
});
