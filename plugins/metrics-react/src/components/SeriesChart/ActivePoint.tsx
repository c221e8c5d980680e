import { useEffect } from 'react';
import { useActiveTooltipLabel } from 'recharts';

/** Tells which part the pointer or the arrow keys stand at. */
export function ActivePoint(props: {
  onActive: (index: number | undefined) => void;
}) {
  const { onActive } = props;
  const label = useActiveTooltipLabel();
  useEffect(() => {
    onActive(label === undefined ? undefined : Number(label));
  }, [label, onActive]);
  return null;
}
