import { Link } from '@backstage/ui';
import { Panel, Row, Rows } from '@fairway/look';
import { RiLink } from '@remixicon/react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { useEntityHref } from '../../hooks/useEntityHref';
import {
  shownAddress,
  type ResultLink,
  type RunResult,
} from '../../model/runResult';
import { shortName } from '../../model/promises';
import { docsRouteRef } from '../../routes';
import { PromiseIcon } from '../Promises';
import styles from './RunPage.module.css';

interface ResultRow {
  link: ResultLink;
  href: string;
  text: string;
  /** Quietly at the end. */
  detail?: string;
}

function textOf({ kind, url, entityRef }: ResultLink): string {
  if (entityRef) return shortName(entityRef);
  const address = shownAddress(url ?? '');
  if (kind === 'repository') return address.split('/').slice(-2).join('/');
  const run = kind === 'ci' ? /\/runs\/(\d+)/.exec(address)?.[1] : undefined;
  return run ? `Run ${run}` : address;
}

function useRows(result: RunResult): ResultRow[] {
  const entityHref = useEntityHref();
  const docsRoute = useRouteRef(docsRouteRef);
  const rows = result.links.flatMap(link => {
    const href = link.entityRef ? entityHref(link.entityRef) : link.url;
    if (!href) return [];
    const detail =
      link.kind === 'staging' && result.version
        ? `answers, ${result.version}`
        : undefined;
    return [{ link, href, text: textOf(link), detail }];
  });
  const hasDocs = rows.some(({ link }) => link.kind === 'docs');
  if (result.entityRef && docsRoute && !hasDocs) {
    const { kind, namespace, name } = parseEntityRef(result.entityRef);
    rows.push({
      link: { title: 'Docs', kind: 'docs' },
      href: docsRoute({ kind: kind.toLowerCase(), namespace, name }),
      text: 'Getting started and runbook',
      detail: undefined,
    });
  }
  return rows;
}

export interface ResultPanelProps {
  result: RunResult;
  name?: string;
}

/** What the run made, with the way to each. */
export function ResultPanel({ result, name = 'It' }: ResultPanelProps) {
  const rows = useRows(result);
  const title = result.stagingUrl
    ? `${name} is running in staging`
    : `${name} is there`;
  return (
    <Panel title={title} flush>
      {rows.length > 0 ? (
        <Rows>
          {rows.map(({ link, href, text, detail }) => (
            <Row
              key={`${link.title}${href}`}
              start={
                link.kind ? (
                  <PromiseIcon kind={link.kind} />
                ) : (
                  <RiLink size={16} aria-hidden />
                )
              }
              end={
                detail ? <span className={styles.time}>{detail}</span> : null
              }
            >
              <span className={styles.result}>
                <span className={styles.resultName}>{link.title}</span>
                <Link
                  href={href}
                  target={href.startsWith('/') ? undefined : '_blank'}
                  weight="bold"
                >
                  {text}
                </Link>
              </span>
            </Row>
          ))}
        </Rows>
      ) : null}
      {result.texts.map(({ title: heading, content }) => (
        <div key={heading ?? content} className={styles.says}>
          {heading ? <h3>{heading}</h3> : null}
          <p className={styles.preformatted}>{content}</p>
        </div>
      ))}
      {rows.length === 0 && result.texts.length === 0 ? (
        <div className={styles.says}>
          <p>The run finished. Its path names nothing to open.</p>
        </div>
      ) : null}
    </Panel>
  );
}
