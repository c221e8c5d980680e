import type { Entity } from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import { InlineNote } from '@fairway/look';
import styles from './OverviewLayout.module.css';

interface Note {
  title: string;
  text: string;
}

function listNotes(entity: Entity): Note[] {
  const notes: Note[] = [];
  if (entity.metadata.annotations?.['backstage.io/orphan'] === 'true') {
    notes.push({
      title: 'Nothing registers this any more.',
      text: 'The place that listed it is gone or no longer names it. Register it again, or unregister it from the menu above.',
    });
  }
  const errors = ((entity as AlphaEntity).status?.items ?? []).filter(
    ({ level }) => level === 'error',
  );
  for (const { message } of errors) {
    notes.push({
      title: 'The catalog can’t read its file as it is now.',
      text: `What is shown is from the last time it could. ${message}`,
    });
  }
  return notes;
}

/** What is wrong with the record of an entity itself. */
export function EntityNotes({ entity }: { entity: Entity }) {
  const notes = listNotes(entity);
  return notes.length ? (
    <div className={styles.notes}>
      {notes.map(({ title, text }) => (
        <InlineNote key={text} tone="warning" title={title}>
          {text}
        </InlineNote>
      ))}
    </div>
  ) : null;
}
