import { Page, Panel, SkeletonLine } from '@fairway/look';
import { ButtonLink } from '@backstage/ui';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { SecretsContextProvider } from '@backstage/plugin-scaffolder-react';
import { useFormFields } from '../../hooks/useFormFields';
import { usePath } from '../../hooks/usePath';
import { useParams } from '../../router';
import { rootRouteRef } from '../../routes';
import { LoadFailure } from '../LoadFailure';
import { Wizard } from './Wizard';
import styles from './WizardPage.module.css';

function Waiting() {
  return (
    <Panel title="Describe">
      <div className={styles.skeleton} aria-busy="true">
        {[90, 320, 90, 320, 90, 320].map((width, index) => (
          <SkeletonLine key={index} width={width} />
        ))}
      </div>
    </Panel>
  );
}

function LoadedWizard({ templateRef }: { templateRef: string }) {
  const path = usePath(templateRef);
  const formFields = useFormFields();
  const pathsRoute = useRouteRef(rootRouteRef);
  const failed = [path, formFields].find(({ state }) => state === 'error');
  if (failed?.state === 'error') {
    return (
      <Page title="Create" narrow>
        <Panel title="Path">
          <LoadFailure
            what="The path"
            error={failed.error}
            meanwhile="Nothing was created."
            whoMay="It is offered to other people. The platform team decides who may take it."
            reload={failed.reload}
            reloading={failed.reloading}
            action={
              <ButtonLink
                variant="secondary"
                href={pathsRoute?.() ?? '/create'}
              >
                All paths
              </ButtonLink>
            }
          />
        </Panel>
      </Page>
    );
  }
  if (path.state !== 'ready' || formFields.state !== 'ready') {
    return (
      <Page title="Create" narrow>
        <Waiting />
      </Page>
    );
  }
  return (
    <SecretsContextProvider>
      <Wizard
        path={path.value.path}
        manifest={path.value.manifest}
        formFields={formFields.value}
      />
    </SecretsContextProvider>
  );
}

/** Describe and Review for the path that the address names. */
export function WizardPage() {
  const { namespace = 'default', templateName = '' } = useParams();
  const templateRef = stringifyEntityRef({
    kind: 'template',
    namespace,
    name: templateName,
  });
  // Another path is another wizard: nothing of the one before stays.
  return <LoadedWizard key={templateRef} templateRef={templateRef} />;
}
