import { getCompoundEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { Fact, FactList, Panel } from '@fairway/look';
import { entityPath } from '@fairway/plugin-catalog-insights-react';
import { groupRelations } from '../../model/relations';
import { TargetNames } from '../TargetNames';
import styles from './RelationsCard.module.css';

/** What it hangs together with, in words; the tab Dependencies draws it. */
export function RelationsCard() {
  const { entity } = useEntity();
  const groups = groupRelations(entity);
  const tags = entity.metadata.tags ?? [];
  const graph = `${entityPath(getCompoundEntityRef(entity))}/dependencies`;
  return (
    <Panel
      title="Relations"
      end={
        entity.kind === 'Template' ? undefined : <Link href={graph}>Graph</Link>
      }
    >
      {groups.length + tags.length === 0 ? (
        <p className={styles.nothing}>
          Nothing is declared: it uses nothing, and nothing uses it.
        </p>
      ) : (
        <FactList>
          {groups.map(({ label, targets }) => (
            <Fact key={label} label={label}>
              <TargetNames targets={targets} />
            </Fact>
          ))}
          {tags.length ? (
            <Fact label="Tags">
              {tags.map(tag => (
                <span key={tag} className={styles.tag}>
                  {tag}
                </span>
              ))}
            </Fact>
          ) : null}
        </FactList>
      )}
    </Panel>
  );
}
