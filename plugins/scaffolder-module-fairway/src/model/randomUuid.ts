/** A UUID of version 4 (RFC 9562, 5.4), to be had without HTTPS too, where `crypto.randomUUID` is not. */
export function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] % 16) + 4 * 16;
  bytes[8] = (bytes[8] % 64) + 128;
  const digits = Array.from(bytes, byte => byte.toString(16).padStart(2, '0'));
  return [
    digits.slice(0, 4),
    digits.slice(4, 6),
    digits.slice(6, 8),
    digits.slice(8, 10),
    digits.slice(10),
  ]
    .map(part => part.join(''))
    .join('-');
}
