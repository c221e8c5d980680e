import express from 'express';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { announceScripts } from './announceScripts';
import { compressedAssets } from './compressedAssets';

const SCRIPT = `console.log('${'the portal '.repeat(200)}')`;

describe('what the browser fetches', () => {
  let folder: string;
  let app: express.Express;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fairway-dist-'));
    await mkdir(join(folder, 'static'));
    app = express();
    app.use('/static', compressedAssets(join(folder, 'static')));
    app.use(announceScripts(folder));
    app.get('/*', (_, res) => res.status(404).send('of Backstage'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const put = (name: string, content: string) =>
    writeFile(join(folder, name), content);

  it('is a compressed script that never has to be asked for again', async () => {
    await put('static/12.0123456789ab.chunk.js', SCRIPT);

    const answer = await request(app)
      .get('/static/12.0123456789ab.chunk.js')
      .set('Accept-Encoding', 'gzip, br');

    expect(answer.status).toBe(200);
    expect(answer.text).toBe(SCRIPT);
    expect(answer.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    });
    expect(Number(answer.headers['content-length'])).toBeLessThan(200);
  });

  it.each([
    ['a browser without Brotli', '/static/12.0123456789ab.chunk.js', 'gzip'],
    ['a name without a hash', '/static/plain.js', 'br'],
    ['a file that is not there', '/static/13.0123456789ab.chunk.js', 'br'],
    ['a way out of the folder', '/static/..%2f..%2fa.0123456789ab.js', 'br'],
    ['a map', '/static/12.0123456789ab.chunk.js.map', 'br'],
  ])('leaves %s to Backstage', async (_, path, encoding) => {
    await put('static/12.0123456789ab.chunk.js', SCRIPT);
    await put('static/plain.js', SCRIPT);

    const answer = await request(app)
      .get(path)
      .set('Accept-Encoding', encoding);

    expect(answer.text).toBe('of Backstage');
  });

  it('is announced with the page', async () => {
    await put(
      'index.html.tmpl',
      '<script src="<%= publicPath %>/static/main.0a1b2c.js"></script>',
    );
    await put(
      'static/main.0a1b2c.js',
      'r.e("99").then(x);Promise.all([r.e("12"),r.e("a-b")]).then(r.bind(r,5)).then(({showPortal:e})=>e())',
    );
    for (const file of ['12.a.js', '12.a.js.map', 'a-b.c.css', '123.d.js'])
      await put(`static/${file}`, '');

    const page = await request(app).get('/catalog').set('Accept', 'text/html');
    const call = await request(app)
      .get('/catalog')
      .set('Accept', 'application/json');

    expect(page.headers.link).toBe(
      '</static/12.a.js>; rel=preload; as=script, </static/a-b.c.css>; rel=preload; as=style',
    );
    expect(call.headers.link).toBeUndefined();
  });

  it('is announced by nobody where the pages are not built', async () => {
    const page = await request(app).get('/').set('Accept', 'text/html');

    expect(page.headers.link).toBeUndefined();
  });
});
