/**
 * What came of an entity's delivery, for plugins that keep it. Moments are ISO 8601 in UTC.
 *
 * @public
 */
export interface DeliveryHistory {
  entityRef: string;
  first: DeliveryMilestones;
  /** Oldest first; days on which nothing reached production are absent. */
  days: DeliveryDay[];
}

/**
 * When something happened for the first time; absent where it never has.
 *
 * @public
 */
export interface DeliveryMilestones {
  /** A run of CI on one of the branches asked for ended well. */
  ci?: string;
  /** A deployment reached an environment that is not production. */
  staging?: string;
  /** A deployment reached production. */
  production?: string;
}

/**
 * What the five metrics are made of, on one day of the reporting zone.
 *
 * @public
 */
export interface DeliveryDay {
  /** Since 1970-01-01. */
  day: number;
  /** That reached production, redeploys aside. */
  deployments: number;
  failed: number;
  rework: number;
  /** Of each change that was delivered, in seconds. */
  lead: number[];
  /** Of each failure of that day that has been recovered, in seconds. */
  recovery: number[];
}

/**
 * The histories of those of the entities asked for that anything is bound to.
 *
 * @public
 */
export interface HistoryAnswer {
  zone: string;
  items: DeliveryHistory[];
}
