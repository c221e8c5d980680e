import { request, RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import {
  CoreV1Api,
  KubeConfig,
  KubernetesObject,
  Watch,
} from '@kubernetes/client-node';

/** A namespace of a real cluster that holds Pods to the restricted profile, for the time of a test. */
export class RestrictedNamespace {
  readonly #config: KubeConfig;
  readonly #name: string;

  private constructor(config: KubeConfig, name: string) {
    this.#config = config;
    this.#name = name;
  }

  static async create(kubeconfig: string): Promise<RestrictedNamespace> {
    const config = new KubeConfig();
    config.loadFromFile(kubeconfig);
    const { metadata } = await config.makeApiClient(CoreV1Api).createNamespace({
      body: {
        metadata: {
          generateName: 'node-service-',
          labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
        },
      },
    });
    return new RestrictedNamespace(config, metadata!.name!);
  }

  /**
   * Applies a manifest as a deployer does, on the server. Sent as it is: the client's own methods drop what they do not
   * know, and a misspelt field is to be refused.
   *
   * @throws Error with the server's words
   */
  async apply(manifest: KubernetesObject): Promise<void> {
    const { apiVersion, kind, metadata } = manifest;
    const group = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
    const plural = `${kind!.toLowerCase()}s`.replace(/ys$/, 'ies');
    const server = this.#config.getCurrentCluster()!.server;
    const url = new URL(
      `${group}/namespaces/${this.#name}/${plural}/${metadata!.name}`,
      server,
    );
    url.search = 'fieldManager=fairway-test&force=true&fieldValidation=Strict';
    const options: RequestOptions = {
      method: 'PATCH',
      headers: { 'content-type': 'application/apply-patch+yaml' },
    };
    await this.#config.applyToHTTPSOptions(options);
    const answer = await new Promise<{ status?: number; body: string }>(
      (resolve, reject) => {
        request(url, options, response => {
          text(response).then(
            body => resolve({ status: response.statusCode, body }),
            reject,
          );
        })
          .on('error', reject)
          .end(JSON.stringify(manifest));
      },
    );
    if (answer.status !== 200 && answer.status !== 201) {
      throw new Error(JSON.parse(answer.body).message);
    }
  }

  /** The Deployment as it is once the condition holds. The cluster tells; nothing is polled. */
  async waitForDeployment(
    name: string,
    condition: (status: any) => boolean,
    deadline: AbortSignal,
  ): Promise<any> {
    return new Promise((resolve, reject) => {
      let last: unknown;
      let settled = false;
      let stop = () => {};
      deadline.addEventListener('abort', () => {
        stop();
        reject(new Error(`Not in time: ${JSON.stringify(last)}`));
      });
      new Watch(this.#config)
        .watch(
          `/apis/apps/v1/namespaces/${this.#name}/deployments`,
          { fieldSelector: `metadata.name=${name}` },
          (_phase, deployment) => {
            last = deployment.status;
            if (condition(deployment.status ?? {})) {
              settled = true;
              stop();
              resolve(deployment);
            }
          },
          error => error && error.name !== 'AbortError' && reject(error),
        )
        .then(controller => {
          stop = () => controller.abort();
          if (settled) stop();
        }, reject);
    });
  }

  async remove(): Promise<void> {
    await this.#config
      .makeApiClient(CoreV1Api)
      .deleteNamespace({ name: this.#name });
  }
}
