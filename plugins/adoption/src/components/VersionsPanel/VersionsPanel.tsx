import type {
  ServicesAnswer,
  TemplateVersions,
} from '@fairway/plugin-adoption-common';
import { formatCount, Panel } from '@fairway/look';
import type { Adoption } from '../../hooks/useAdoptionView';
import { formatShare, nameOf } from '../../model/words';
import type { RowsView } from '../../model/adoptionView';
import { isCompared } from '../../model/isCompared';
import { DataTable, type Column } from '../DataTable';
import { LongTable } from '../LongTable';
import { Nothing } from '../Nothing';
import { BeforeNumber, NumberLink } from '../NumberLink';
import styles from './VersionsPanel.module.css';

interface VersionsPanelProps {
  answer?: ServicesAnswer;
  adoption: Adoption;
}

type Row = TemplateVersions['versions'][number] & {
  template: string;
  /** Of all services of the template. */
  ofAll: number;
};

function rowsOf({ versions }: ServicesAnswer): Row[] {
  return versions.flatMap(({ template, services, versions: own }) =>
    own.map(version => ({ ...version, template, ofAll: services })),
  );
}

const named = ({ template, version }: Row) =>
  `${nameOf(template)} ${version ?? 'without a version'}`;

/** How many are behind, of those of which that is known. */
function Behind({ answer, adoption }: Required<VersionsPanelProps>) {
  const { versions } = answer;
  const known = versions.flatMap(({ behind }) => behind ?? []);
  const n = known.reduce((sum, behind) => sum + behind.n, 0);
  if (n === 0) return null;
  const count = known.reduce((sum, behind) => sum + behind.count, 0);
  return (
    <NumberLink
      n={count}
      href={adoption.rowsHref({
        ...{ list: 'services', path: 'on', behind: 'true' },
      })}
      what=""
      quiet
    >
      {` of ${formatCount(n, 'service')} behind the newest version`}
    </NumberLink>
  );
}

function columnsOf({ answer, adoption }: VersionsPanelProps): Column<Row>[] {
  const { rowsHref } = adoption;
  const rowsOn = (row: Row): RowsView => ({
    ...{ list: 'services', path: 'on', template: row.template },
    version: row.version ?? 'none',
  });
  const before: Column<Row> = {
    id: 'before',
    title: 'Before',
    width: 72,
    numeric: true,
    leaves: 'second',
    cell: row =>
      answer ? (
        <BeforeNumber
          {...{ answer, adoption }}
          n={row.before ?? 0}
          rows={rowsOn(row)}
          what={`services on ${named(row)}`}
        />
      ) : null,
  };
  return [
    {
      id: 'version',
      title: 'Path and version',
      cell: row => (
        <>
          {nameOf(row.template)}{' '}
          <strong>{row.version ?? 'no version named'}</strong>
          {row.latest ? <span className={styles.quiet}> newest</span> : null}
        </>
      ),
    },
    {
      id: 'bar',
      title: 'Bar',
      untitled: true,
      width: '26%',
      leaves: 'third',
      cell: ({ services, ofAll }) => (
        <div className={styles.track}>
          <div
            className={styles.bar}
            style={{
              width: `${((services / (ofAll || 1)) * 100).toFixed(1)}%`,
            }}
          />
        </div>
      ),
    },
    {
      id: 'share',
      title: 'Of the path',
      width: 84,
      numeric: true,
      leaves: 'third',
      cell: ({ services, ofAll }) => (
        <span className={styles.quiet}>
          {formatShare(services / (ofAll || 1))}
        </span>
      ),
    },
    {
      id: 'services',
      title: 'Services',
      width: 84,
      numeric: true,
      cell: row => (
        <NumberLink
          n={row.services}
          href={rowsHref(rowsOn(row))}
          what={`services on ${named(row)}`}
        />
      ),
    },
    ...(isCompared(answer) ? [before] : []),
  ];
}

/** Which versions of the paths are in use, and how many services are behind. */
export function VersionsPanel({ answer, adoption }: VersionsPanelProps) {
  const shared = {
    caption: 'Services by path and version',
    columns: columnsOf({ answer, adoption }),
    keyOf: named,
  };
  const rows = answer && rowsOf(answer);
  return (
    <Panel
      title="Versions in use"
      flush
      end={answer ? <Behind answer={answer} adoption={adoption} /> : null}
    >
      {rows?.length ? (
        <LongTable
          {...shared}
          rows={rows}
          adoption={adoption}
          list="versions"
          first={8}
          noun="version"
        />
      ) : null}
      {rows?.length === 0 ? (
        <Nothing>No service is on a path yet.</Nothing>
      ) : null}
      {rows ? null : <DataTable {...shared} expected={2} />}
    </Panel>
  );
}
