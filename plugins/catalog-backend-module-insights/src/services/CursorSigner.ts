import { InputError } from '@backstage/errors';
import {
  COMPONENT_SORTS,
  type ComponentSort,
} from '@fairway/plugin-catalog-insights-common';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Position } from '../database/pageQuery';

const SIGNATURE_BYTES = 16;

interface Order {
  sort: ComponentSort;
  order: 'asc' | 'desc';
}

/** A place in a list, and the way to go from there. */
export interface Place {
  from: Position;
  backward: boolean;
}

const placeSchema = z.tuple([
  z.enum(COMPONENT_SORTS),
  z.enum(['asc', 'desc']),
  z.boolean(),
  z.enum(['valued', 'rest']),
  z.union([z.string(), z.number()]),
  z.string(),
]);

/** Makes places in the list opaque words, signed with a key that all replicas share, and reads those it made. */
export class CursorSigner {
  readonly #key: () => Promise<Buffer>;

  private constructor(key: () => Promise<Buffer>) {
    this.#key = key;
  }

  static create(options: { key(): Promise<Buffer> }): CursorSigner {
    return new CursorSigner(() => options.key());
  }

  async write({ sort, order }: Order, place: Place): Promise<string> {
    const { part, value, ref } = place.from;
    const given = [sort, order, place.backward, part, value, ref];
    const body = Buffer.from(JSON.stringify(given));
    return Buffer.concat([await this.#sign(body), body]).toString('base64url');
  }

  /** @throws InputError where it is no word of ours, or one of another order */
  async read(cursor: string, { sort, order }: Order): Promise<Place> {
    const bytes = Buffer.from(cursor, 'base64url');
    const body = bytes.subarray(SIGNATURE_BYTES);
    const signature = bytes.subarray(0, SIGNATURE_BYTES);
    if (
      bytes.toString('base64url') !== cursor ||
      signature.length !== SIGNATURE_BYTES ||
      !timingSafeEqual(signature, await this.#sign(body))
    )
      throw new InputError('cursor: not a cursor of this list');
    const [ofSort, ofOrder, backward, part, value, ref] = placeSchema.parse(
      JSON.parse(body.toString('utf8')),
    );
    if (ofSort !== sort || ofOrder !== order)
      throw new InputError('cursor: of another order');
    return { from: { part, value, ref }, backward };
  }

  async #sign(body: Buffer): Promise<Buffer> {
    return createHmac('sha256', await this.#key())
      .update(body)
      .digest()
      .subarray(0, SIGNATURE_BYTES);
  }
}
