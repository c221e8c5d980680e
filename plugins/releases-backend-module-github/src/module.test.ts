import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { releasesExtensionPoint } from '@fairway/plugin-releases-node';
import { GithubReleasesProvider } from './GithubReleasesProvider';
import { releasesModuleGithub } from './module';

describe('releasesModuleGithub', () => {
  it('sets the provider', async () => {
    const setProvider = jest.fn();

    await startTestBackend({
      extensionPoints: [[releasesExtensionPoint, { setProvider }]],
      features: [releasesModuleGithub],
    });

    expect(setProvider).toHaveBeenCalledWith(
      expect.any(GithubReleasesProvider),
    );
  });

  it('does not start with a configuration that is wrong', async () => {
    await expect(
      startTestBackend({
        extensionPoints: [[releasesExtensionPoint, { setProvider() {} }]],
        features: [
          releasesModuleGithub,
          mockServices.rootConfig.factory({
            data: { releases: { productionEnvironments: '(' } },
          }),
        ],
      }),
    ).rejects.toThrow('releases.productionEnvironments');
  });
});
