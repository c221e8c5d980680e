exports.answer = function answer(url) {
  return url === '/healthz'
    ? { status: 200, body: 'ok' }
    : { status: 404, body: 'not found' };
};
