import { parseEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import { Panel, Row, Rows, safeUrl } from '@fairway/look';
import {
  RiBookletLine,
  RiLineChartLine,
  RiRocketLine,
  RiShieldCheckLine,
} from '@remixicon/react';
import type { ServiceRecord } from '../../hooks/useServices';
import styles from './Documentation.module.css';

/** One thing to read. */
export interface DocumentationPage {
  title: string;
  /** A path of the portal, or an address elsewhere. */
  url: string;
  kind?: 'gettingStarted' | 'bestPractice' | 'runbook' | 'metrics';
}

const icons = {
  gettingStarted: RiRocketLine,
  bestPractice: RiShieldCheckLine,
  runbook: RiBookletLine,
  metrics: RiLineChartLine,
};

const docs = '/docs/default/component/fairway';

/** Fairway's own documentation. */
const own: DocumentationPage[] = [
  {
    title: 'Getting started: from idea to staging',
    url: `${docs}/getting-started`,
    kind: 'gettingStarted',
  },
  {
    title: 'Best practices: what a good service has',
    url: `${docs}/best-practices`,
    kind: 'bestPractice',
  },
  {
    title: 'What the five delivery metrics mean',
    url: `${docs}/delivery-metrics`,
    kind: 'metrics',
  },
];

const RUNBOOKS = 3;

/** The runbooks that the reader's services name. */
function runbooksOf(
  records: ReadonlyMap<string, ServiceRecord>,
): DocumentationPage[] {
  return [...records]
    .flatMap(([ref, { links }]) => {
      const link = links.find(({ target }) => target === 'runbook');
      return link
        ? [
            {
              title: `Runbook: ${parseEntityRef(ref).name}`,
              url: link.href,
              kind: 'runbook' as const,
            },
          ]
        : [];
    })
    .slice(0, RUNBOOKS);
}

interface DocumentationProps {
  pages?: DocumentationPage[];
  records: ReadonlyMap<string, ServiceRecord>;
}

/** Where to begin, what to do when something is wrong, and how it is done well here. */
export function Documentation({ pages = own, records }: DocumentationProps) {
  const all = [...pages, ...runbooksOf(records)];
  return (
    <Panel title="Documentation" flush end={<Link href="/docs">All docs</Link>}>
      <Rows tight>
        {all.map(({ title, url, kind = 'bestPractice' }) => {
          const Icon = icons[kind];
          const href = safeUrl(url);
          return (
            <Row
              key={`${title} ${url}`}
              start={<Icon size={16} className={styles.icon} aria-hidden />}
            >
              {href ? (
                <Link
                  href={href}
                  standalone
                  {...(!href.startsWith('/') && {
                    target: '_blank',
                    rel: 'noopener noreferrer',
                  })}
                >
                  {title}
                </Link>
              ) : (
                title
              )}
            </Row>
          );
        })}
      </Rows>
    </Panel>
  );
}
