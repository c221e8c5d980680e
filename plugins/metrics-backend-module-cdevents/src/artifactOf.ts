/** What a package URL tells of an artifact. */
export interface Artifact {
  name?: string;
  /** The commit that it was made of; else what names the artifact itself: its digest, or its version. */
  revision: string;
  version?: string;
  /** The repository that it was made of, as `<host>/<path>`. */
  project?: string;
}

const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;
const DIGEST = /^[a-z0-9]+:[0-9a-f]+$/;

/**
 * Reads `pkg:type/namespace/name@version?qualifiers`; what is no package URL names the artifact as it is.
 *
 * https://github.com/package-url/purl-spec: `vcs_url` is where it was made (`git+https://host/path@commit`), `tag` is what
 * people call an image.
 */
export function artifactOf(id: string): Artifact {
  const match = /^pkg:([^@?#]+)(?:@([^?#]*))?(?:\?([^#]*))?/.exec(id);
  if (!match) return { revision: id };
  const qualifiers = new URLSearchParams(match[3] ?? '');
  const made = vcsOf(qualifiers.get('vcs_url'));
  const own = decode(match[2] ?? '');
  const revision = made?.revision ?? (own || id);
  const version =
    qualifiers.get('tag') ??
    (own && !DIGEST.test(own) && !COMMIT.test(own) ? own : undefined);
  return {
    name: decode(match[1].split('/').at(-1)!),
    revision,
    ...(version && { version }),
    ...(made?.project && { project: made.project }),
  };
}

function vcsOf(url: string | null) {
  const match =
    /^(?:[a-z]+\+)?(?:https?|ssh|git):\/\/(?:[^@/]*@)?([^/@]+)\/([^@#?]+?)(?:\.git)?(?:@([^@#?]+))?$/i.exec(
      url ?? '',
    );
  if (!match) return undefined;
  const [, host, path, revision] = match;
  return { project: `${host}/${path}`.toLowerCase(), revision };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
