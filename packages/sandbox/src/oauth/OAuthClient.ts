/** An OAuth app that is known to the forge. */
export interface OAuthClient {
  clientId: string;
  clientSecret: string;
  /** Where a sign-in may go back to: exactly these addresses. */
  callbackUrls: string[];
}
