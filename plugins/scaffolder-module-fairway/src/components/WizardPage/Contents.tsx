import { RiFileTextLine, RiFolderLine } from '@remixicon/react';
import type { JsonObject } from '@backstage/types';
import { fillPromise, type PathContent } from '../../model/promises';
import styles from './WizardPage.module.css';

/** The files and folders that the repository begins with. */
export function Contents(props: {
  contents: PathContent[];
  values: JsonObject;
  organisation?: string;
}) {
  const { contents, values, organisation } = props;
  if (contents.length === 0) return null;
  const filled = (text: string) =>
    fillPromise(text, values, organisation)
      .map(part => part.text)
      .join('');
  return (
    <div className={styles.contents}>
      <h3>In the repository</h3>
      <ul>
        {contents.map(({ path, note }) => (
          <li key={path}>
            {path.endsWith('/') ? (
              <RiFolderLine size={14} aria-hidden />
            ) : (
              <RiFileTextLine size={14} aria-hidden />
            )}
            <code>{filled(path)}</code>
            <span>{filled(note)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
