/** The service whose delivery is followed, and its page. */
export const NAME = 'parcel-notes';
export const PAGE = `/catalog/default/component/${NAME}`;
