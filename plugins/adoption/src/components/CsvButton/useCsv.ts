import { useState } from 'react';
import { downloadCsv } from '@fairway/plugin-metrics-react';

/** Makes a file of what the server tells, and says where that did not go well. */
export function useCsv() {
  const [pending, setPending] = useState(false);
  const [failed, setFailed] = useState(false);
  const save = async (name: string, load: () => Promise<string>) => {
    setPending(true);
    setFailed(false);
    try {
      downloadCsv(name, await load());
    } catch {
      setFailed(true);
    } finally {
      setPending(false);
    }
  };
  return { pending, failed, save };
}
