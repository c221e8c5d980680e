import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  techdocsGeneratorExtensionPoint,
  type TechdocsGenerator,
} from '@backstage/plugin-techdocs-node';
import { SiteGenerator } from './SiteGenerator';

/** Builds documentation in the portal itself, where Backstage calls MkDocs. */
export const techdocsModuleFairway = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'fairway-generator',
  register(reg) {
    reg.registerInit({
      deps: { generator: techdocsGeneratorExtensionPoint },
      async init({ generator }) {
        // The extension point names the class of Backstage's own generator,
        // of which only the method `run` is ever called.
        const siteGenerator: Pick<TechdocsGenerator, 'run'> =
          new SiteGenerator();
        generator.setTechdocsGenerator(siteGenerator as TechdocsGenerator);
      },
    });
  },
});
