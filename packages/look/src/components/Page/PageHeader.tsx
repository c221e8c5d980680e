import type { ReactNode, Ref } from 'react';
import { Link } from '@backstage/ui';
import { RiArrowRightSLine } from '@remixicon/react';
import { Fact, FactList } from '../FactList';
import styles from './Page.module.css';

/** @public */
export interface Crumb {
  label: string;
  /** A path inside the portal. */
  href?: string;
}

/** @public */
export interface HeaderFact {
  label: string;
  value: ReactNode;
}

/** @public */
export interface PageHeaderProps {
  /** The page's one h1. */
  title: ReactNode;
  /** The way here, without the page itself. */
  crumbs?: Crumb[];
  /** A {@link StatusLabel} beside the title. */
  status?: ReactNode;
  /** One quiet sentence beside the title; on a narrow screen below it. */
  summary?: ReactNode;
  /** Buttons at the end of the title's line; at most one of them primary. */
  actions?: ReactNode;
  /** One line of facts below the title. */
  facts?: HeaderFact[];
  /** Navigation between the parts of one thing. */
  tabs?: ReactNode;
  /** The h1, for who moves the focus there. */
  titleRef?: Ref<HTMLHeadingElement>;
}

/**
 * Title, status and actions on one line, facts on the next, tabs below.
 *
 * @public
 */
export function PageHeader(props: PageHeaderProps) {
  const { title, titleRef, crumbs, status, summary, actions, facts, tabs } =
    props;
  return (
    <header className={styles.header}>
      {crumbs?.length ? (
        <nav aria-label="Breadcrumb">
          <ol className={styles.crumbs}>
            {crumbs.map((crumb, index) => (
              <li key={crumb.label}>
                {index > 0 && <RiArrowRightSLine size={14} aria-hidden />}
                {crumb.href ? (
                  <Link href={crumb.href} standalone>
                    {crumb.label}
                  </Link>
                ) : (
                  crumb.label
                )}
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className={styles.titleLine}>
        <div className={styles.name}>
          {/* A page that took the focused control away hands the focus on to its title. */}
          <h1 ref={titleRef} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {status}
        </div>
        {summary ? <p className={styles.summary}>{summary}</p> : null}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
      {facts?.length ? (
        <FactList inline>
          {facts.map(fact => (
            <Fact key={fact.label} label={fact.label}>
              {fact.value}
            </Fact>
          ))}
        </FactList>
      ) : null}
      {tabs}
    </header>
  );
}
