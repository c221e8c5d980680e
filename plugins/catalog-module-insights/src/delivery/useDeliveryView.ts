import { useCallback, useMemo } from 'react';
import { usualInterval } from '@fairway/plugin-metrics-react';
import { useLocation, useSearchParams } from '../routing';
import {
  formatDelivery,
  parseDelivery,
  type DeliveryView,
} from './deliveryView';

/** Another range is cut into its own usual parts, unless others are asked for. */
function changed(
  view: DeliveryView,
  change: Partial<DeliveryView>,
): DeliveryView {
  const interval =
    change.range && !change.interval
      ? usualInterval(change.range)
      : view.interval;
  return { ...view, interval, ...change };
}

/** What the address says is looked at, how to change it, and where a change would lead. */
export function useDeliveryView() {
  const [search, setSearch] = useSearchParams();
  const { pathname } = useLocation();
  // The router hands out a new object on every navigation; the text tells whether anything changed.
  const written = search.toString();
  const view = useMemo(
    () => parseDelivery(new URLSearchParams(written)),
    [written],
  );
  const change = useCallback(
    (next: Partial<DeliveryView>) =>
      setSearch(current =>
        formatDelivery(changed(parseDelivery(current), next), current),
      ),
    [setSearch],
  );
  const hrefOf = useCallback(
    (next: Partial<DeliveryView>) => {
      const current = new URLSearchParams(written);
      const query = formatDelivery(
        changed(parseDelivery(current), next),
        current,
      ).toString();
      return query ? `${pathname}?${query}` : pathname;
    },
    [written, pathname],
  );
  return { view, change, hrefOf };
}

/** See {@link useDeliveryView}. */
export type Delivery = ReturnType<typeof useDeliveryView>;
