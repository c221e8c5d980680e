import { Reservation, ReservationStore } from '../database/ReservationStore';
import { isOver, TaskRecord, TaskRecords } from '../database/TaskRecords';
import { RepositoryTarget } from '../forge/repositoryTarget';
import { taken } from './refuse';

const TRIES = 3;

/** Gives each name to one request at a time. */
export class Reservations {
  readonly #store: ReservationStore;
  readonly #tasks: TaskRecords;

  static create(options: { store: ReservationStore; tasks: TaskRecords }) {
    return new Reservations(options.store, options.tasks);
  }

  private constructor(store: ReservationStore, tasks: TaskRecords) {
    this.#store = store;
    this.#tasks = tasks;
  }

  /**
   * Reserves the name for a request that is about to become a task. A name whose request is over without having led to
   * a repository is free again; that there is no repository, the caller has made sure of.
   *
   * @returns the reservation's id.
   * @throws ConflictError 409 when another request holds the name.
   */
  async hold(
    target: RepositoryTarget,
    holder: { createdBy: string; taskId?: string },
  ): Promise<string> {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const reserved = await this.#store.reserve(target, holder.createdBy);
      if (reserved) {
        if (holder.taskId) {
          await this.#store.assign(reserved, holder.taskId);
        }
        return reserved;
      }
      const reservation = await this.#store.find(target);
      if (reservation) {
        await this.#assertAbandoned(reservation, holder.taskId);
        const id = await this.#store.takeOver(reservation, holder);
        if (id) {
          return id;
        }
      }
    }
    throw taken('name', 'taken by another request at this very moment');
  }

  /** Who is on the way to creating a name, for the answer while somebody types it. */
  async holder(target: RepositoryTarget): Promise<Reservation | undefined> {
    const reservation = await this.#store.find(target);
    return reservation && (await this.#isAlive(reservation))
      ? reservation
      : undefined;
  }

  async assign(id: string, taskId: string): Promise<void> {
    await this.#store.assign(id, taskId);
  }

  async release(id: string): Promise<void> {
    await this.#store.release(id);
  }

  async #assertAbandoned(
    reservation: Reservation,
    ownTaskId?: string,
  ): Promise<void> {
    const isOwn = ownTaskId !== undefined && reservation.taskId === ownTaskId;
    if (!isOwn && (await this.#isAlive(reservation))) {
      throw taken(
        'name',
        `taken by request ${reservation.taskId ?? 'just sent'} of ${
          reservation.createdBy
        }`,
      );
    }
  }

  async #isAlive(reservation: Reservation): Promise<boolean> {
    const task: TaskRecord | undefined =
      reservation.taskId === undefined
        ? undefined
        : await this.#tasks.get(reservation.taskId);
    return task ? !isOver(task) : reservation.pending;
  }
}
