import { useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { CopyButton, Drawer, DrawerContent } from '@fairway/look';
import { formatDays } from '@fairway/plugin-metrics-react';
import { adoptionApiRef } from '../../api';
import type { Adoption } from '../../hooks/useAdoptionView';
import { useRows } from '../../hooks/useRows';
import type { AdoptionView, RowsView } from '../../model/adoptionView';
import { rowsQuery } from '../../model/rowsQuery';
import { explainRows, titleRows } from '../../model/rowsWords';
import { formatNumber, nameOf, nameTeam } from '../../model/words';
import { CsvButton } from '../CsvButton';
import { RowsList } from './RowsList';
import styles from './RowsDrawer.module.css';

interface RowsDrawerProps {
  adoption: Adoption;
  now: Date;
}

/** What the rows are narrowed down to, besides what their title says. */
function narrowedTo(view: AdoptionView, rows: RowsView): string[] {
  const team = rows.team ?? view.team;
  const template = rows.template ?? view.template;
  return [
    team && (team === 'none' ? nameTeam(null) : `team ${nameTeam(team)}`),
    template && `path ${nameOf(template)}`,
    view.system && `system ${nameOf(view.system)}`,
  ].filter(part => part !== undefined && part !== '') as string[];
}

function Content(props: RowsDrawerProps & { rows: RowsView }) {
  const { adoption, rows } = props;
  const api = useApi(adoptionApiRef);
  // What is being read stays as it is: rows that are asked for anew every minute jump.
  const [now] = useState(props.now);
  const query = rowsQuery(adoption.view, rows, now);
  const read = useRows(rows.list, query);
  const known = read.status === 'loaded' || read.status === 'more';
  const title = titleRows(rows);
  return (
    <DrawerContent
      title={known ? `${title}: ${formatNumber(read.total)}` : title}
      detail={[
        formatDays(query.from, query.to),
        ...narrowedTo(adoption.view, rows),
      ].join(' · ')}
      about={explainRows(rows)}
      label={title}
    >
      <div className={styles.bar}>
        <CopyButton what="link" iconOnly value={window.location.href} />
        <CsvButton
          name={`adoption-${rows.list}.csv`}
          load={() => api.rowsCsv(rows.list, query)}
        />
      </div>
      <RowsList rows={rows} read={read} now={now} />
    </DrawerContent>
  );
}

/** The rows behind a number, for those whose they are. */
export function RowsDrawer({ adoption, now }: RowsDrawerProps) {
  const { rows } = adoption.view;
  return (
    <Drawer
      isOpen={Boolean(rows)}
      onClose={() => adoption.change({ rows: undefined })}
      width={640}
    >
      {rows ? (
        <Content
          key={JSON.stringify(rows)}
          adoption={adoption}
          now={now}
          rows={rows}
        />
      ) : null}
    </Drawer>
  );
}
