import { useEffect } from 'react';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { Button } from '@backstage/ui';
import { InlineNote } from '@fairway/look';
import { RiGithubFill } from '@remixicon/react';
import { Brand } from '../../layout';
import { explainRefusal } from './refusal';
import { useSignIn } from './useSignIn';
import styles from './SignInPage.module.css';

function Refused({ message }: { message: string }) {
  const { title, advice } = explainRefusal(message);
  return (
    <InlineNote tone="danger" title={title}>
      {advice} <code>{message}</code>
    </InlineNote>
  );
}

/** The one way in: GitHub, which on a laptop is the sandbox. */
export function SignInPage({ onSignInSuccess }: SignInPageProps) {
  const { state, signIn } = useSignIn(onSignInSuccess);
  const { step } = state;

  useEffect(() => {
    document.title = 'Sign in · Fairway';
  }, []);

  if (step === 'looking') {
    return (
      <p className={styles.looking} role="status">
        Signing you in…
      </p>
    );
  }
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Brand />
        <h1>From an idea to a running service</h1>
        <p>
          Create a service on a paved road: its repository, CI, docs and owner,
          running in staging minutes later. Then see where it runs, and bring it
          to production.
        </p>
        {step === 'refused' ? <Refused message={state.message} /> : null}
        <Button
          variant="primary"
          size="medium"
          iconStart={<RiGithubFill />}
          isPending={step === 'leaving'}
          onPress={signIn}
        >
          Sign in with GitHub
        </Button>
        <p className={styles.small}>
          Your teams in GitHub decide what you own here. Fairway reads your
          profile and nothing of your repositories.
        </p>
      </div>
    </main>
  );
}
