// A real identity provider on a free port of this machine, for tests; anybody's password is right.
//
//   node provider.mjs [port]
//
// Its first line is its issuer. After that it takes orders, a line of JSON each, and answers each with a line:
//   {"rotate": true}                      signs with new keys from now on
//   {"wait": {"path": "/token", "ms": 9}} answers that path late
//   {"claims": {"aud": "other"}}          gives out ID tokens with these claims, signed by its own key; null takes one out
//   {"head": {"alg": "none"}}             gives out ID tokens with this in their head; alg none without a signature
//   {"token": "broken"}                   gives out this as the ID token
//   {"says": {"path": "/jwks", "body": {}, "status": 200}} answers that path with this
//   {}                                    does as it should again
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { exportJWK, generateKeyPair, importJWK, SignJWT, decodeJwt, base64url } from 'jose';
import Provider from 'oidc-provider';

const returnTo = 'http://127.0.0.1:9/sign-in/return';
const people = {
    'TEST-iro': { name: 'Ida Réviewer', email: 'ida@authority.example', roles: ['FP-IRO', 'Everybody'], authority: 'A01' },
    'TEST-other': { name: 'Olu Other', email: 'olu@authority.example', roles: ['FP-IRO'], authority: 'A01' },
    'TEST-none': { name: 'Nobody Here', roles: ['Everybody'] },
    'TEST-hostile': { name: 'Ida\u202eReviewer', roles: ['FP-IRO'] },
    'TEST-many': { name: 'Many Roles', roles: Array.from({ length: 51 }, (_, i) => `R${i}`) },
};
let order = {};

const party = (id, rest) => ({
    client_id: id,
    redirect_uris: [returnTo],
    post_logout_redirect_uris: ['http://127.0.0.1:9/'],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    ...rest,
});
const secret = 'not /a+secret%&:=at all';

async function freshKey(alg) {
    const { privateKey } = await generateKeyPair(alg, { extractable: true });
    const kid = `${alg}-${Math.random().toString(36).slice(2)}`;
    return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid };
}

async function resigned(idToken, keys) {
    if (typeof order.token === 'string') return order.token;
    if (!order.claims && !order.head) return idToken;
    const head = JSON.parse(new TextDecoder().decode(base64url.decode(idToken.split('.')[0])));
    const claims = { ...decodeJwt(idToken), ...order.claims };
    for (const name of Object.keys(claims)) if (claims[name] === null) delete claims[name];
    const changed = { ...head, ...order.head };
    if (changed.alg === 'none')
        return `${base64url.encode(JSON.stringify(changed))}.${base64url.encode(JSON.stringify(claims))}.`;
    const key = keys.find((each) => each.alg === head.alg);
    return new SignJWT(claims).setProtectedHeader(changed).sign(await importJWK(key, head.alg));
}

async function makeProvider(issuer) {
    const keys = [await freshKey('RS256'), await freshKey('ES256')];
    const provider = new Provider(issuer, {
        jwks: { keys },
        clients: [
            party('footprint', { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' }),
            party('footprint-post', { client_secret: secret, token_endpoint_auth_method: 'client_secret_post' }),
            party('footprint-public', { token_endpoint_auth_method: 'none' }),
            party('footprint-es', {
                token_endpoint_auth_method: 'none',
                id_token_signed_response_alg: 'ES256',
            }),
        ],
        pkce: { required: () => true },
        cookies: { keys: ['for tests'] },
        claims: { openid: ['sub'], email: ['email'], profile: ['name', 'roles', 'authority'] },
        conformIdTokenClaims: false,
        ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 7200, IdToken: 7200, Interaction: 600, Session: 7200 },
        enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256'] },
        findAccount: (ctx, id) => (people[id] ? { accountId: id, claims: () => ({ sub: id, ...people[id] }) } : undefined),
        features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    });
    provider.use(async (ctx, next) => {
        if (order.wait && ctx.path === order.wait.path)
            await new Promise((resolve) => setTimeout(resolve, order.wait.ms));
        await next();
        if (ctx.path === '/token' && ctx.body?.id_token) ctx.body.id_token = await resigned(ctx.body.id_token, keys);
        if (order.says && ctx.path === order.says.path) {
            ctx.status = order.says.status ?? 200;
            ctx.body = order.says.body;
        }
    });
    return provider.callback();
}

let answer = (request, response) => response.writeHead(503).end();
const server = createServer((request, response) => answer(request, response));
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', async () => {
    const issuer = `http://127.0.0.1:${server.address().port}`;
    answer = await makeProvider(issuer);
    console.log(issuer);
    for await (const line of createInterface({ input: process.stdin })) {
        order = JSON.parse(line);
        if (order.rotate) answer = await makeProvider(issuer);
        console.log('done');
    }
    process.exit(0); // whoever started it is gone
});
