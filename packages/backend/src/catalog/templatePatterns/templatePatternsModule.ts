import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { TemplatePatternsProcessor } from './TemplatePatternsProcessor';

/** Refuses templates with catastrophic regular expressions where they come into the catalog. */
export const templatePatternsModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'fairway-template-patterns',
  register(reg) {
    reg.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addProcessor(new TemplatePatternsProcessor());
      },
    });
  },
});
