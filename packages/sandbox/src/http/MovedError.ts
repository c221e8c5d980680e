/** What was asked for has another address now. */
export class MovedError extends Error {
  readonly location: string;

  constructor(location: string) {
    super('Moved Permanently');
    this.name = 'MovedError';
    this.location = location;
  }
}
