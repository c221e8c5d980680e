import type {
  CreationsAnswer,
  TemplateRuns,
} from '@fairway/plugin-adoption-common';
import { Panel } from '@fairway/look';
import { formatSeconds, TrendMark } from '@fairway/plugin-metrics-react';
import type { Adoption } from '../../hooks/useAdoptionView';
import { shareTrend } from '../../model/trend';
import { formatNumber, formatShare, nameOf, tooFew } from '../../model/words';
import { isCompared } from '../../model/isCompared';
import { DataTable, type Column } from '../DataTable';
import { Nothing } from '../Nothing';
import { BeforeNumber, NumberLink } from '../NumberLink';
import styles from './RunsPanel.module.css';

interface RunsPanelProps {
  answer?: CreationsAnswer;
  adoption: Adoption;
}

/** Of one template, or of all where it is left out. */
type Row = TemplateRuns & { template?: string };

function rowsOf({ templateRuns: { all, byTemplate } }: CreationsAnswer): Row[] {
  return byTemplate.length === 1 ? byTemplate : [all, ...byTemplate];
}

const named = ({ template }: Row) =>
  template ? nameOf(template) : 'All paths';

function Success({ row, adoption }: { row: Row; adoption: Adoption }) {
  const { success, template } = row;
  return (
    <>
      {success.value === undefined ? (
        <span className={styles.quiet}>{tooFew(success.n)}</span>
      ) : (
        <strong>{formatShare(success.value)}</strong>
      )}{' '}
      <span className={styles.quiet}>
        <NumberLink
          n={success.count}
          href={adoption.rowsHref({
            list: 'attempts',
            reached: 'started',
            outcome: 'completed',
            template,
          })}
          what={`runs of ${named(row)} that finished`}
          quiet
        />{' '}
        of {formatNumber(success.n)}
      </span>
    </>
  );
}

function columnsOf({ answer, adoption }: RunsPanelProps): Column<Row>[] {
  const quantile = (id: 'median' | 'p75' | 'p95'): Column<Row> => ({
    id,
    title: id === 'median' ? 'Took, median' : id,
    width: id === 'median' ? 96 : 64,
    numeric: true,
    leaves: id === 'median' ? 'third' : 'second',
    cell: ({ duration }) => {
      const seconds = duration[id];
      if (seconds !== undefined) return formatSeconds(seconds);
      return id === 'median' ? tooFew(duration.n) : '–';
    },
  });
  const before: Column<Row> = {
    id: 'before',
    title: 'Before',
    width: 68,
    numeric: true,
    leaves: 'first',
    cell: row =>
      answer ? (
        <BeforeNumber
          {...{ answer, adoption }}
          n={row.runs.before ?? 0}
          rows={{
            list: 'attempts',
            reached: 'started',
            template: row.template,
          }}
          what={`runs of ${named(row)}`}
        />
      ) : null,
  };
  return [
    { id: 'path', title: 'Path', cell: named },
    {
      id: 'runs',
      title: 'Runs',
      width: 68,
      numeric: true,
      sorted: true,
      cell: row => (
        <NumberLink
          n={row.runs.n}
          href={adoption.rowsHref({
            list: 'attempts',
            reached: 'started',
            template: row.template,
          })}
          what={`runs of ${named(row)}`}
        />
      ),
    },
    ...(isCompared(answer) ? [before] : []),
    {
      id: 'success',
      title: 'Finished, of those ended',
      width: 156,
      numeric: true,
      cell: row => <Success row={row} adoption={adoption} />,
    },
    ...(['median', 'p75', 'p95'] as const).map(quantile),
  ];
}

/** How often each path was taken, how often to its end, and how long a run took. */
export function RunsPanel({ answer, adoption }: RunsPanelProps) {
  const trend = answer && shareTrend(answer.templateRuns.all.success, answer);
  return (
    <Panel
      title="Template runs"
      flush
      end={
        trend ? (
          <span className={styles.trend}>
            finished <TrendMark trend={trend} />
          </span>
        ) : null
      }
    >
      {answer?.templateRuns.byTemplate.length === 0 ? (
        <Nothing>No run of a path in these days.</Nothing>
      ) : (
        <DataTable
          caption="Template runs, most first"
          columns={columnsOf({ answer, adoption })}
          rows={answer && rowsOf(answer)}
          keyOf={({ template }) => template ?? 'all'}
          expected={2}
        />
      )}
    </Panel>
  );
}
