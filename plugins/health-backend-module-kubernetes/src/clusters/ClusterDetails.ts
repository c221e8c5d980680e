/** A cluster, and how to get into it. */
export interface ClusterDetails {
  name: string;
  title: string;
  url: string;
  /** Base64 of PEM. */
  caData?: string;
  skipTlsVerify?: boolean;
  token?: string;
  /** With the service account that this process runs as. */
  inCluster?: boolean;
  /** Why it can't be looked at. */
  unsupported?: string;
}
