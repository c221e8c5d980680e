import { useLocation, useResolvedPath } from 'react-router-dom';
import {
  BreadcrumbEntry,
  type PageLayoutProps,
} from '@backstage/frontend-plugin-api';
import { PageHeader, PageTabs } from '@fairway/look';
import styles from './PageLayout.module.css';

/** The header of pages that bring none of their own: title, actions, tabs. */
export function PageLayout(props: PageLayoutProps) {
  const { title, noHeader, titleLink, headerActions, tabs, children } = props;
  const base = useResolvedPath('.').pathname.replace(/\/$/, '');
  const { pathname } = useLocation();
  if (noHeader || !title) {
    return <>{children}</>;
  }
  const links = (tabs ?? []).map(({ id, label, href }) => ({
    id,
    label,
    href: href.startsWith('/') ? href : `${base}/${href}`,
  }));
  const current = links.find(
    ({ href }) => pathname === href || pathname.startsWith(`${href}/`),
  );
  const actions = headerActions?.filter(Boolean);
  return (
    <BreadcrumbEntry entry={{ label: title, href: titleLink ?? (base || '/') }}>
      <div className={styles.page}>
        <div
          className={styles.header}
          data-tabs={links.length > 1 || undefined}
        >
          <PageHeader
            title={title}
            actions={actions?.length ? <>{actions}</> : undefined}
            tabs={
              links.length > 1 ? (
                <PageTabs label={title} tabs={links} current={current?.id} />
              ) : undefined
            }
          />
        </div>
        <main>{children}</main>
      </div>
    </BreadcrumbEntry>
  );
}
