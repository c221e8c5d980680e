import { ButtonLink } from '@backstage/ui';
import { CopyButton, Panel, Row, Rows } from '@fairway/look';
import { useEntityHref } from '../../hooks/useEntityHref';
import type { RunResult } from '../../model/runResult';

/** What one does next with what was made. */
export function NextPanel({ result }: { result: RunResult }) {
  const entityHref = useEntityHref();
  const { remoteUrl, stagingUrl } = result;
  const href = result.entityRef && entityHref(result.entityRef);
  const clone = remoteUrl ? `git clone ${remoteUrl}` : undefined;
  if (!clone && !(href && stagingUrl)) return null;
  return (
    <Panel title="Next" flush>
      <Rows ordered>
        {clone ? (
          <Row
            detail={<code>{clone}</code>}
            end={<CopyButton value={clone} what="command" />}
          >
            <b>Clone it and make a first change</b>
          </Row>
        ) : null}
        {href && stagingUrl ? (
          <Row
            detail="When staging does what you expect; it takes one click on the service’s page"
            end={
              <ButtonLink
                variant="secondary"
                size="small"
                href={href}
                aria-label="Open: promote to production"
              >
                Open
              </ButtonLink>
            }
          >
            <b>Promote to production</b>
          </Row>
        ) : null}
      </Rows>
    </Panel>
  );
}
