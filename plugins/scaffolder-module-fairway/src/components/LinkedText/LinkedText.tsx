import { Fragment } from 'react';
import { Link } from '@backstage/ui';
import { safeUrl } from '@fairway/look';
import { addressesIn } from '../../model/existing';

/** Text from a log or an action, in which addresses can be followed. Nothing else of it is interpreted. */
export function LinkedText({ text }: { text: string }) {
  const parts = [];
  let rest = text;
  for (const address of addressesIn(text)) {
    const at = rest.indexOf(address);
    parts.push(rest.slice(0, at));
    const url = safeUrl(address);
    parts.push(
      url ? (
        <Link href={url} target="_blank">
          {address}
        </Link>
      ) : (
        address
      ),
    );
    rest = rest.slice(at + address.length);
  }
  parts.push(rest);
  return parts.map((part, index) => <Fragment key={index}>{part}</Fragment>);
}
