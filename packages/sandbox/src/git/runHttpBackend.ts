import { spawn } from 'node:child_process';
import { Request, Response } from 'express';
import { Readable } from 'node:stream';
import { Forge } from '../forge/Forge';
import { Caller, Repository } from '../forge/model';
import { CgiAnswer } from './CgiAnswer';
import { PushGuard } from './guardPush';

export interface HttpBackendOptions {
  forge: Forge;
  req: Request;
  res: Response;
  repository: Repository;
  caller?: Caller;
  /** The request's body. */
  input?: Readable;
  /** Keeps a push from protected branches. */
  guard?: PushGuard;
  /** Holds the answer back until it is asked for. */
  hold?: boolean;
}

/**
 * Answers one request of Git's smart HTTP protocol through `git http-backend`, which speaks CGI. Resolves when git has
 * ended; what it gives then sends the part of the answer that was held back.
 */
export function runHttpBackend(
  options: HttpBackendOptions,
): Promise<() => void> {
  const { forge, res, input, hold } = options;
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['http-backend'], {
      env: forge.git.environment(
        { ...cgiEnvironment(options), ...options.guard?.environment },
        options.guard?.configuration,
      ),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const answer = new CgiAnswer(res);
    const held: Buffer[] = [];
    let stderr = '';
    child.stdout.on('data', chunk => {
      if (hold) {
        held.push(chunk);
      } else if (!answer.write(chunk)) {
        child.stdout.pause();
        res.once('drain', () => child.stdout.resume());
      }
    });
    child.stderr.on('data', chunk => {
      stderr = `${stderr}${chunk}`.slice(-2000);
    });
    // Git may have seen enough before the body is at its end.
    child.stdin.on('error', () => {});
    // A reader who has gone away needs no more of a clone; a push is brought to its end.
    if (!hold) {
      res.on('close', () => child.kill());
    }
    child.on('error', reject);
    child.on('close', code => {
      if (!answer.begun && held.length === 0) {
        reject(new Error(`git http-backend failed (exit ${code}): ${stderr}`));
        return;
      }
      const finish = () => {
        if (held.length > 0) {
          answer.write(Buffer.concat(held));
        }
        res.end();
      };
      if (!hold) {
        finish();
      }
      resolve(hold ? finish : () => {});
    });
    if (input) {
      input.on('error', () => child.kill());
      input.pipe(child.stdin);
    } else {
      child.stdin.end();
    }
  });
}

function cgiEnvironment({
  forge,
  req,
  repository,
  caller,
}: HttpBackendOptions): Record<string, string> {
  const [service] = /\/(?:info\/refs|git-[a-z-]+)$/.exec(req.path) ?? [''];
  const header = (name: string) => String(req.headers[name] ?? '');
  const variables: Record<string, string> = {
    GIT_PROJECT_ROOT: forge.repositories.folder(repository),
    GIT_HTTP_EXPORT_ALL: '1',
    REQUEST_METHOD: req.method,
    PATH_INFO: service,
    QUERY_STRING: req.originalUrl.split('?')[1] ?? '',
    CONTENT_TYPE: header('content-type'),
    HTTP_CONTENT_ENCODING: header('content-encoding'),
    GIT_PROTOCOL: header('git-protocol'),
    REMOTE_ADDR: '127.0.0.1',
    GIT_COMMITTER_NAME: caller?.person.login ?? 'anonymous',
    GIT_COMMITTER_EMAIL: 'noreply@example.org',
  };
  if (caller) {
    variables.REMOTE_USER = caller.person.login;
  }
  // No CONTENT_LENGTH: git reads to the end then. Told of one, it would look for the rest of a push for ever, as fast as it
  // can, where the sandbox itself was cut off in the middle.
  return variables;
}
