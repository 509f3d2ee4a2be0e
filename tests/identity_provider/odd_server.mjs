// An https server on a free port of this machine that answers oddly, for tests of calls.
//
//   node odd_server.mjs KEY_FILE CERTIFICATE_FILE
//
// Its first line is its address. It ends with its input.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

const [key, cert] = process.argv.slice(2, 4).map((file) => readFileSync(file));
const million = 'x'.repeat(1024 * 1024);
const ways = {
    '/echo': async (request, response) => {
        let body = '';
        for await (const part of request) body += part;
        response.setHeader('content-type', 'Application/JSON; charset=utf-8');
        response.end(JSON.stringify({ method: request.method, headers: request.headers, body }));
    },
    '/redirect': (request, response) => response.writeHead(302, { location: '/echo' }).end('elsewhere'),
    '/exactly': (request, response) => response.end(million),
    '/over': (request, response) => response.end(`${million}x`),
    '/over-in-parts': (request, response) => { response.write(million); response.end('x'); },
    '/broken-off': (request, response) => { response.writeHead(200, { 'content-length': 9 }).write('x'); setTimeout(() => response.destroy(), 50); },
    '/trickle': (request, response) => {
        const beat = setInterval(() => response.write('x'), 50);
        response.on('close', () => clearInterval(beat));
    },
    '/never': () => {},
};
const server = createServer({ key, cert }, (request, response) => {
    const way = ways[request.url];
    if (way) way(request, response);
    else response.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => console.log(`https://127.0.0.1:${server.address().port}`));
process.stdin.on('end', () => process.exit(0)).resume();
