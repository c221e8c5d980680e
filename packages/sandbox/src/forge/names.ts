/** GitHub's own rule for a repository's name; what would be a path or Git's own folder is refused. */
export function isRepositoryName(name: string): boolean {
  return (
    /^[A-Za-z0-9._-]{1,100}$/.test(name) &&
    !/^\.{1,2}$/.test(name) &&
    !/\.(git|wiki)$/i.test(name)
  );
}

/** A login of a person or organisation; bots end in `[bot]`. */
export function isLogin(login: string): boolean {
  return /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\[bot\])?$/.test(login);
}

/** A full object id. */
export function isObjectId(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

/** What Git takes as a ref, without what could be read as an option or an expression of revisions. */
export function isRefName(ref: string): boolean {
  return (
    ref.length > 0 &&
    ref.length <= 255 &&
    !/^[-/.]/.test(ref) &&
    !/[\p{Cc} ~^:?*[\\]/u.test(ref) &&
    !/\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)|[/.]$/.test(ref) &&
    ref !== '@'
  );
}

/** A path inside a tree: relative, without `.` and `..`, and not Git's own folder. */
export function isTreePath(path: string): boolean {
  return (
    path.length <= 4096 &&
    !/\p{Cc}/u.test(path) &&
    path
      .split('/')
      .every(part => !['', '.', '..', '.git'].includes(part.toLowerCase()))
  );
}

/** Forty zeros: where a ref came from or went to when there was or is none. */
export const noObject = '0'.repeat(40);
