const { createServer } = require('node:http');
const { answer } = require('./answer');

createServer((request, response) => {
  const { status, body } = answer(request.url);
  response.writeHead(status).end(body);
}).listen(Number(process.env.PORT ?? 3000));
