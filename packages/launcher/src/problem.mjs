/** Something a person can put right: what is wrong in one sentence, and the remedy in another. */
export class Problem extends Error {
  constructor(message, remedy = '') {
    super(message);
    this.name = 'Problem';
    this.remedy = remedy;
  }

  /** Any error as a problem; the few that the operating system reports get their remedy here. */
  static from(error) {
    if (error instanceof Problem) return error;
    if (
      error?.code === 'ENOSPC' ||
      /ENOSPC|no space left/i.test(error?.message ?? '')
    )
      return new Problem(
        'The disk is full.',
        'Free some space (3 GB are enough), then try again.',
      );
    if (error?.code === 'EACCES')
      return new Problem(
        `No permission: ${error.message}.`,
        'Run as the owner of this folder.',
      );
    return new Problem(error?.stack ?? String(error));
  }
}
