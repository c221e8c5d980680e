/** A name within an organisation. */
export interface ReservedName {
  organisation: string;
  name: string;
}

/** Who holds a name. */
export interface Reservation extends ReservedName {
  id: string;
  createdBy: string;
  /** Absent until the request's task exists, and when the process died in between. */
  taskId?: string;
  /** Whether its request may still be on its way to a task. */
  pending: boolean;
}

/** Holds names from before a request has any effect; one holder for each (organisation, name). */
export interface ReservationStore {
  find(name: ReservedName): Promise<Reservation | undefined>;

  /** @returns the new reservation's id, or nothing when somebody holds the name. */
  reserve(name: ReservedName, createdBy: string): Promise<string | undefined>;

  /**
   * Gives a name whose holder has no use for it any more to somebody else, unless that happened in between.
   *
   * @returns the new reservation's id.
   */
  takeOver(
    reservation: Reservation,
    holder: { createdBy: string; taskId?: string },
  ): Promise<string | undefined>;

  /** Notes which task the reservation is for. */
  assign(id: string, taskId: string): Promise<void>;

  /** Frees a name whose request did not become a task. */
  release(id: string): Promise<void>;
}
