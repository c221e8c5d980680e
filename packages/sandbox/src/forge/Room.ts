import { Router } from 'express';
import { Forge } from './Forge';
import { Migration } from './Migration';

/** What is under way in a room, to be ended with the sandbox. */
export interface RunningRoom {
  stop(): Promise<void>;
}

/** A part of the sandbox beside the forge: the workflow runner, the deploy target. */
export interface Room {
  readonly name: string;
  readonly migrations: readonly Migration[];
  /** Routes below `/api/v3`, before the forge's own. `res.locals.caller` says who asks. */
  rest?(forge: Forge): Router;
  /** HTML pages, before the forge's own. `res.locals.viewer` is who is signed in. */
  pages?(forge: Forge): Router;
  /** Subscribes to events; called before the first request and before pushes that a crash left are told. */
  start?(forge: Forge): Promise<RunningRoom>;
}
