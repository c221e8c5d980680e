import type {
  ServicesAnswer,
  TemplateVersions,
} from '@fairway/plugin-adoption-common';
import { formatCount, Panel } from '@fairway/look';
import type { Adoption } from '../../hooks/useAdoptionView';
import { formatNumber, formatShare, nameOf } from '../../model/words';
import { isCompared } from '../../model/isCompared';
import { DataTable, type Column } from '../DataTable';
import { LongTable } from '../LongTable';
import { NumberLink } from '../NumberLink';
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
function behindWords({ versions }: ServicesAnswer): string | undefined {
  const known = versions.flatMap(({ behind }) => behind ?? []);
  const n = known.reduce((sum, behind) => sum + behind.n, 0);
  if (n === 0) return undefined;
  const count = known.reduce((sum, behind) => sum + behind.count, 0);
  return `${formatNumber(count)} of ${formatCount(n, 'service')} behind the newest version`;
}

function columnsOf({ rowsHref }: Adoption, compared: boolean): Column<Row>[] {
  const before: Column<Row> = {
    id: 'before',
    title: 'Before',
    width: 72,
    numeric: true,
    leaves: 'second',
    cell: row => (
      <span className={styles.quiet}>{formatNumber(row.before ?? 0)}</span>
    ),
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
          href={rowsHref({
            list: 'services',
            path: 'on',
            template: row.template,
            version: row.version ?? 'none',
          })}
          what={`services on ${named(row)}`}
        />
      ),
    },
    ...(compared ? [before] : []),
  ];
}

/** Which versions of the paths are in use, and how many services are behind. */
export function VersionsPanel({ answer, adoption }: VersionsPanelProps) {
  const shared = {
    caption: 'Services by path and version',
    columns: columnsOf(adoption, isCompared(answer)),
    keyOf: named,
  };
  const rows = answer && rowsOf(answer);
  const behind = answer && behindWords(answer);
  return (
    <Panel
      title="Versions in use"
      flush
      end={behind ? <span>{behind}</span> : null}
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
        <p className={styles.none}>No service is on a path yet.</p>
      ) : null}
      {rows ? null : <DataTable {...shared} expected={2} />}
    </Panel>
  );
}
