import { useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Link,
  Select,
} from '@backstage/ui';
import { InlineNote, safeUrl, SkeletonLine } from '@fairway/look';
import type { UnownedEntity } from '@fairway/plugin-catalog-insights-common';
import { describeFailure } from '@fairway/plugin-catalog-insights-react';
import { ownerChangeApiRef, type OwnerChange } from '../../api/OwnerChangeApi';
import { useOwnerChoices } from './useOwnerChoices';
import styles from './NeedsOwnerPage.module.css';

type Proposal =
  | { status: 'idle' }
  | { status: 'pending' }
  | { status: 'done'; change: OwnerChange }
  | { status: 'failed'; error: Error };

interface OwnerDialogProps {
  entity: UnownedEntity;
  onClose: () => void;
}

function Outcome({ proposal }: { proposal: Proposal }) {
  if (proposal.status === 'failed') {
    return (
      <InlineNote tone="danger" title="No pull request was opened.">
        {describeFailure(proposal.error).message}.
      </InlineNote>
    );
  }
  if (proposal.status !== 'done') return null;
  const { url, number, existed } = proposal.change;
  const href = safeUrl(url);
  const name = `Pull request ${number}`;
  return (
    <InlineNote
      tone="success"
      title={existed ? 'It was proposed already.' : 'It is proposed.'}
    >
      {href ? (
        <Link href={href} target="_blank" rel="noopener noreferrer">
          {name}
        </Link>
      ) : (
        name
      )}{' '}
      changes the catalog file. The owner is in the catalog a few seconds after
      it is merged.
    </InlineNote>
  );
}

/** Proposes a team as the owner of something: a pull request that changes its catalog file. */
export function OwnerDialog({ entity, onClose }: OwnerDialogProps) {
  const api = useApi(ownerChangeApiRef);
  const { state } = useOwnerChoices();
  const [owner, setOwner] = useState<string>();
  const [proposal, setProposal] = useState<Proposal>({ status: 'idle' });
  const { name } = parseEntityRef(entity.entityRef);
  const choices = state.status === 'loaded' ? state.value : undefined;
  const propose = async (chosen: string) => {
    setProposal({ status: 'pending' });
    try {
      const change = await api.propose({
        entityRef: entity.entityRef,
        owner: chosen,
      });
      setProposal({ status: 'done', change });
    } catch (error) {
      setProposal({ status: 'failed', error: error as Error });
    }
  };
  return (
    <Dialog isOpen isDismissable onOpenChange={open => !open && onClose()}>
      <DialogHeader>Choose an owner of {entity.title ?? name}</DialogHeader>
      <DialogBody>
        <div className={styles.dialog}>
          {state.status === 'loading' ? <SkeletonLine /> : null}
          {state.status === 'failed' ? (
            <InlineNote tone="danger" title="The teams could not be loaded.">
              {describeFailure(state.error).message}.
            </InlineNote>
          ) : null}
          {choices?.length === 0 ? (
            <p>
              You are in no team that could own it. Ask somebody of the team
              that should, or the platform team.
            </p>
          ) : null}
          {choices?.length ? (
            <Select
              label="Team"
              description="A pull request is opened; who looks after the repository merges it."
              options={choices}
              selectedKey={owner ?? null}
              onSelectionChange={key => setOwner(key ? String(key) : undefined)}
            />
          ) : null}
          <Outcome proposal={proposal} />
        </div>
      </DialogBody>
      <DialogFooter>
        {proposal.status === 'done' ? null : (
          <Button
            variant="primary"
            isDisabled={!owner}
            isPending={proposal.status === 'pending'}
            onPress={() => owner && void propose(owner)}
          >
            Open the pull request
          </Button>
        )}
        <Button variant="secondary" slot="close">
          {proposal.status === 'done' ? 'Done' : 'Cancel'}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
