import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  techdocsGeneratorExtensionPoint,
  type TechdocsGenerator,
} from '@backstage/plugin-techdocs-node';
import { MissingDocsBuilder } from './MissingDocsBuilder';
import { SiteGenerator } from './SiteGenerator';

/**
 * Builds documentation in the portal itself, where Backstage calls MkDocs, and
 * builds it without waiting for a first reader.
 */
export const techdocsModuleFairway = createBackendModule({
  pluginId: 'techdocs',
  moduleId: 'fairway-generator',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        discovery: coreServices.discovery,
        generator: techdocsGeneratorExtensionPoint,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ generator, lifecycle, scheduler, ...services }) {
        // The extension point names the class of Backstage's own generator,
        // of which only the method `run` is ever called.
        const siteGenerator: Pick<TechdocsGenerator, 'run'> =
          new SiteGenerator();
        generator.setTechdocsGenerator(siteGenerator as TechdocsGenerator);

        const builder = MissingDocsBuilder.create(services);
        lifecycle.addStartupHook(() =>
          scheduler.scheduleTask({
            id: 'build-missing-docs',
            initialDelay: { seconds: 3 },
            frequency: { seconds: 10 },
            timeout: { minutes: 10 },
            fn: () => builder.run(),
          }),
        );
      },
    });
  },
});
