import { useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { EmptyState, Panel } from '@fairway/look';
import {
  RiBookOpenLine,
  RiBookletLine,
  RiExternalLinkLine,
  RiFileTextLine,
  RiGitRepositoryLine,
  RiInstanceLine,
  RiLineChartLine,
  RiPhoneLine,
  RiPlayCircleLine,
  RiRouteLine,
  RiTerminalBoxLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import {
  useEntityLinks,
  type LinkTarget,
} from '@fairway/plugin-catalog-insights-react';
import styles from './LinksCard.module.css';

const icons: Record<LinkTarget, RemixiconComponentType> = {
  source: RiGitRepositoryLine,
  ci: RiPlayCircleLine,
  docs: RiBookOpenLine,
  kubernetes: RiInstanceLine,
  runbook: RiBookletLine,
  onCall: RiPhoneLine,
  logs: RiTerminalBoxLine,
  metrics: RiLineChartLine,
  traces: RiRouteLine,
  file: RiFileTextLine,
  other: RiExternalLinkLine,
};

/** Where else something about it is to be found. A component without any is told how to get some. */
export function LinksCard() {
  const { entity } = useEntity();
  const links = useEntityLinks()(entity);
  if (links.length === 0 && entity.kind !== 'Component') {
    return null;
  }
  if (links.length === 0) {
    return (
      <Panel title="Links" flush>
        <EmptyState
          variant="notConfigured"
          title="No links yet"
          missing={
            'metadata:\n  links:\n    - title: Runbook\n      url: https://…'
          }
        >
          Links stand in its catalog file.
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel title="Links">
      <ul className={styles.links}>
        {links.map(({ title, href, target }) => {
          const Icon = icons[target];
          const away = !href.startsWith('/');
          return (
            <li key={href}>
              <Link
                href={href}
                standalone
                {...(away && { target: '_blank', rel: 'noopener noreferrer' })}
              >
                <Icon size={16} aria-hidden />
                {title}
              </Link>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
