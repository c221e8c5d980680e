import { Entity } from '@backstage/catalog-model';
import { CatalogProcessor } from '@backstage/plugin-catalog-node';
import { JsonObject } from '@backstage/types';
import { listPatterns } from './listPatterns';
import { PatternJudge } from './PatternJudge';

/** Keeps templates out of the catalog whose regular expressions would hold up everybody. */
export class TemplatePatternsProcessor implements CatalogProcessor {
  readonly #judge = new PatternJudge();

  getProcessorName(): string {
    return 'TemplatePatternsProcessor';
  }

  /**
   * After everything has been put into its place, also what an entity takes from other files.
   *
   * @throws InputError on the first pattern that is refused.
   */
  async validateEntityKind(entity: Entity): Promise<boolean> {
    if (entity.kind === 'Template') {
      this.#judge.assertAllowed(
        listPatterns(entity.spec as JsonObject | undefined),
      );
    }
    // Whether it is a template in other respects is for others to say.
    return false;
  }
}
