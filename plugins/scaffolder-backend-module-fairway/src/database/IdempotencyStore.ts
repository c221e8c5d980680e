/** One person's request under a key of their choice. */
export interface KeyedRequest {
  createdBy: string;
  key: string;
  /** SHA-256 of the body, in hex. */
  bodyHash: string;
  /** Full reference of the template, and the values for it: how its task is known if its answer got lost. */
  templateRef: string;
  values: Record<string, unknown>;
}

/** What is known about a key that was used before. */
export interface KnownRequest {
  bodyHash: string;
  /** Absent while the first request is under way. */
  taskId?: string;
}

/** Remembers which task a request with an Idempotency-Key has led to, so that a repetition leads to the same. */
export interface IdempotencyStore {
  /** @returns nothing when the key is new and now taken by this request. */
  begin(request: KeyedRequest): Promise<KnownRequest | undefined>;

  finish(request: KeyedRequest, taskId: string): Promise<void>;

  /** Forgets a key whose request did not become a task. */
  abandon(request: KeyedRequest): Promise<void>;
}
