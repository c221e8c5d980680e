import { getCompoundEntityRef, type Entity } from '@backstage/catalog-model';
import { Link, VisuallyHidden } from '@backstage/ui';
import { SkeletonLine, StatusLabel } from '@fairway/look';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { nameKind, type CatalogView } from '../../model/catalogView';
import { entityPath } from '../../model/entityPath';
import { listTargets } from '../../model/relations';
import { EntityLink } from '../EntityLink';
import styles from './CatalogTable.module.css';

function Owner({ entity }: { entity: Entity }) {
  const [owner] = listTargets(entity, ['ownedBy']);
  return owner ? (
    <EntityLink entityRef={owner} standalone />
  ) : (
    <StatusLabel sign="unknown" word="No owner" />
  );
}

function Name({ entity }: { entity: Entity }) {
  const { name, title, description } = entity.metadata;
  return (
    <div className={styles.name}>
      <Link href={entityPath(getCompoundEntityRef(entity))} standalone>
        {title ?? name}
      </Link>
      <span className={styles.description} title={description}>
        {description}
      </span>
      <span className={styles.below}>
        <Owner entity={entity} />
      </span>
    </div>
  );
}

function Row({ entity }: { entity: Entity }) {
  const [system] = listTargets(entity, ['partOf']).filter(
    ({ kind }) => kind === 'system' || kind === 'domain',
  );
  const tags = entity.metadata.tags?.join(', ');
  return (
    <tr>
      <th scope="row">
        <Name entity={entity} />
      </th>
      <td className={styles.owner}>
        <Owner entity={entity} />
      </td>
      <td>{entity.spec?.type?.toString()}</td>
      <td className={styles.lifecycle}>{entity.spec?.lifecycle?.toString()}</td>
      <td className={styles.system}>
        {system ? <EntityLink entityRef={system} standalone /> : null}
      </td>
      <td className={styles.tags} title={tags}>
        {tags}
      </td>
    </tr>
  );
}

const widths = ['38%', '56%', '46%', '62%', '42%'];

function SkeletonRow({ width }: { width: string }) {
  return (
    <tr>
      <td>
        <SkeletonLine width={width} />
      </td>
      <td className={styles.owner}>
        <SkeletonLine width={64} />
      </td>
      <td>
        <SkeletonLine width={56} />
      </td>
      <td className={styles.lifecycle}>
        <SkeletonLine width={72} />
      </td>
      <td className={styles.system}>
        <SkeletonLine width={64} />
      </td>
      <td className={styles.tags}>
        <SkeletonLine width={88} />
      </td>
    </tr>
  );
}

interface CatalogTableProps {
  view: CatalogView;
  /** Undefined while the first rows are on their way. */
  entities?: Entity[];
  /** The rows are from before: newer ones are on their way. */
  stale?: boolean;
  onOrder: (order: CatalogView['order']) => void;
}

/** One line per entity. */
export function CatalogTable(props: CatalogTableProps) {
  const { view, entities, stale, onOrder } = props;
  const ascending = view.order === 'asc';
  const Arrow = ascending ? RiArrowUpLine : RiArrowDownLine;
  return (
    <table className={styles.table} aria-busy={stale || !entities}>
      <caption>
        <VisuallyHidden>
          {nameKind(view.kind).many}, by name, {ascending ? 'A' : 'Z'} first
        </VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col" aria-sort={ascending ? 'ascending' : 'descending'}>
            <button
              type="button"
              onClick={() => onOrder(ascending ? 'desc' : 'asc')}
            >
              Name
              <Arrow size={14} aria-hidden />
            </button>
          </th>
          <th scope="col" className={styles.owner}>
            Owner
          </th>
          <th scope="col" className={styles.type}>
            Type
          </th>
          <th scope="col" className={styles.lifecycle}>
            Lifecycle
          </th>
          <th scope="col" className={styles.system}>
            System
          </th>
          <th scope="col" className={styles.tags}>
            Tags
          </th>
        </tr>
      </thead>
      <tbody data-stale={stale || undefined}>
        {entities
          ? entities.map(entity => (
              <Row
                key={entityPath(getCompoundEntityRef(entity))}
                entity={entity}
              />
            ))
          : Array.from({ length: 20 }, (_, index) => (
              <SkeletonRow key={index} width={widths[index % widths.length]} />
            ))}
      </tbody>
    </table>
  );
}
