import { deploymentJson, deploymentStatusJson } from '../represent/deployments';
import { issueJson, labelJson } from '../represent/issues';
import { pullJson } from '../represent/pulls';
import { reviewJson } from '../represent/reviews';
import { commonPayload, pushPayload } from '../represent/webhookPayloads';
import { Forge } from './Forge';
import { PushEvent } from './ForgeEvents';
import { Repository } from './model';
import { noObject } from './names';

export interface AnnounceOptions {
  repository: Repository;
  event: string;
  action?: string;
  /** Login. */
  sender: string;
  /** Beside the repository, its organisation and the sender. */
  payload: Record<string, unknown>;
}

/** Tells the webhooks of a repository and of its organisation one event. */
export function announce(forge: Forge, options: AnnounceOptions): void {
  const { repository, sender } = options;
  forge.webhooks.emit({
    organisation: repository.owner,
    repositoryId: repository.id,
    event: options.event,
    action: options.action,
    payload: {
      ...options.payload,
      ...commonPayload(forge, repository, sender),
    },
  });
}

/** Tells the webhooks what happens in the forge. */
export function announceWebhooks(forge: Forge): void {
  forge.events.on('push', push => announcePush(forge, push));
  for (const action of ['created', 'deleted'] as const) {
    forge.events.on(`repository.${action}`, ({ repository, sender }) =>
      announce(forge, {
        repository,
        event: 'repository',
        action,
        sender: sender.login,
        payload: {},
      }),
    );
  }
  forge.events.on('pull_request', ({ action, repository, pull, sender }) =>
    announce(forge, {
      repository,
      event: 'pull_request',
      action,
      sender,
      payload: {
        number: pull.number,
        pull_request: {
          ...pullJson(forge, repository, pull),
          merged: pull.mergedAt !== null,
        },
      },
    }),
  );
  forge.events.on(
    'pull_request_review.submitted',
    ({ repository, pull, review }) =>
      announce(forge, {
        repository,
        event: 'pull_request_review',
        action: 'submitted',
        sender: review.reviewer,
        payload: {
          review: {
            ...reviewJson(forge, repository, pull, review),
            // Webhooks write it small.
            state: review.state.toLowerCase(),
          },
          pull_request: pullJson(forge, repository, pull),
        },
      }),
  );
  forge.events.on('issues', ({ action, repository, issue, label, sender }) =>
    announce(forge, {
      repository,
      event: 'issues',
      action,
      sender,
      payload: {
        issue: issueJson(forge, repository, issue),
        ...(label && { label: labelJson(forge, repository, label) }),
      },
    }),
  );
  forge.events.on('deployment.created', ({ repository, deployment }) =>
    announce(forge, {
      repository,
      event: 'deployment',
      action: 'created',
      sender: deployment.creator,
      payload: {
        deployment: deploymentJson(forge, repository, deployment),
        workflow: null,
        workflow_run: null,
      },
    }),
  );
  forge.events.on(
    'deployment_status.created',
    ({ repository, deployment, status }) =>
      announce(forge, {
        repository,
        event: 'deployment_status',
        action: 'created',
        sender: status.creator,
        payload: {
          deployment_status: deploymentStatusJson(forge, repository, status),
          deployment: deploymentJson(forge, repository, deployment),
          check_run: null,
          workflow: null,
          workflow_run: null,
        },
      }),
  );
}

/** A push is told as such; a branch or tag that comes or goes has an event of its own as well. */
function announcePush(forge: Forge, push: PushEvent) {
  const { repository, pusher } = push;
  const [, kind, name] = /^refs\/(heads|tags)\/(.+)$/.exec(push.ref) ?? [];
  const change =
    (push.before === noObject && 'create') ||
    (push.after === noObject && 'delete');
  if (name && change) {
    announce(forge, {
      repository,
      event: change,
      sender: pusher.login,
      payload: {
        ref: name,
        ref_type: kind === 'heads' ? 'branch' : 'tag',
        ...(change === 'create' && {
          master_branch: repository.defaultBranch,
          description: repository.description,
        }),
        pusher_type: 'user',
      },
    });
  }
  if (name) {
    forge.webhooks.emit({
      organisation: repository.owner,
      repositoryId: repository.id,
      event: 'push',
      payload: pushPayload(forge, push),
    });
  }
}
