import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { catalogTranslationRef } from '@backstage/plugin-catalog/alpha';
import { catalogImportTranslationRef } from '@backstage/plugin-catalog-import/alpha';
import { kubernetesTranslationRef } from '@backstage/plugin-kubernetes/alpha';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings/alpha';

/** Where a stock page speaks of itself in other words than the rest of the portal. */
export const translations = {
  catalog: createTranslationMessages({
    ref: catalogTranslationRef,
    messages: {
      'entityContextMenu.copyURLMenuTitle': 'Copy the address',
      'entityContextMenu.inspectMenuTitle': 'Look at its record',
      'entityContextMenu.unregisterMenuTitle': 'Unregister',
    },
  }),
  import: createTranslationMessages({
    ref: catalogImportTranslationRef,
    messages: {
      'defaultImportPage.headerTitle': 'Import a repository',
      'defaultImportPage.contentHeaderTitle':
        'Bring what exists already into the catalog',
      'importInfoCard.title': 'What can be imported',
      'importInfoCard.linkDescription':
        'Enter the address of a repository, or of a catalog file in one.',
      'importInfoCard.fileLinkTitle': 'A catalog file',
      'importInfoCard.githubIntegration.title': 'A repository',
    },
  }),
  kubernetes: createTranslationMessages({
    ref: kubernetesTranslationRef,
    messages: {
      'kubernetesContentPage.title': 'Clusters',
      'kubernetesContentPage.emptyState.title':
        'Nothing of it runs in a cluster that is known',
      'kubernetesContentPage.emptyState.description':
        'Either no cluster is configured, or none has anything that is labelled as {{entityName}}.',
    },
  }),
  settings: createTranslationMessages({
    ref: userSettingsTranslationRef,
    messages: {
      'identityCard.title': 'Who you are in the catalog',
      'identityCard.userEntity': 'You',
      'identityCard.ownershipEntities': 'You own as',
    },
  }),
};
