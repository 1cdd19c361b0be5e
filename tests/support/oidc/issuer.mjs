// A token issuer for tests: oidc-provider, behind addresses as Microsoft Entra ID has them. See README.md.
//   node issuer.mjs --modules build/oidc --port-file F --cert CERT --key KEY --config FILE.json
// Writes {"port","login","issuer","control","pid"} when it listens, and ends on SIGTERM.
import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: Object.fromEntries(['modules', 'port-file', 'cert', 'key', 'config'].map((name) => [name, { type: 'string' }])),
});
const found = createRequire(path.resolve(options.modules, 'package.json')).resolve('oidc-provider');
const { Provider } = await import(pathToFileURL(found));

const config = JSON.parse(fs.readFileSync(options.config, 'utf8'));
const { tenant, app, signIn } = config;
// What a test turns while it runs; "granted" are the roles that tokens of the app carry.
const state = { graph: '', certificate: fs.readFileSync(app.certificate, 'latin1'), lifetime: 3600, granted: [], people: {}, break: {} };
const counters = { client_credentials: 0, authorization_code: 0, refused: {}, consents: 0 };
const redirectPath = '/tallybridge';

const listen = (server) => new Promise((done) => { server.listen(0, '127.0.0.1', () => done(server.address().port)); });
let handler;
const server = https.createServer({ cert: fs.readFileSync(options.cert), key: fs.readFileSync(options.key) }, (request, response) => handler(request, response));
const port = await listen(server);
const origin = `https://localhost:${port}`;

function makeProvider() {
  const scopes = () => [`${state.graph}/.default`, `${state.graph}/User.Read`, `${state.graph}/RoleManagement.Read.Exchange`].join(' ');
  return new Provider(`${origin}/${tenant}/v2.0`, {
    clients: [
      {
        client_id: app.client_id,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'PS256',
        jwks: { keys: [new X509Certificate(state.certificate).publicKey.export({ format: 'jwk' })] },
      },
      {
        client_id: signIn.client_id,
        application_type: 'native',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [`http://localhost${redirectPath}`],
        token_endpoint_auth_method: 'none',
      },
    ],
    // Scopes of a resource are none of the provider's own.
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub', 'tid', 'oid'], profile: ['name', 'preferred_username'] },
    conformIdTokenClaims: false,
    findAccount: (context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, oid: id, tid: tenant, ...state.people[id], ...state.break }),
    }),
    extraTokenClaims: (context, token) => (token.kind === 'ClientCredentials'
      ? { tid: tenant, appid: token.clientId, idtyp: 'app', roles: state.granted, ...state.break }
      : { tid: tenant, appid: token.clientId, idtyp: 'user', oid: token.accountId, scp: token.scope.replaceAll(`${state.graph}/`, ''), ...state.break }),
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: true },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => state.graph,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          audience: state.graph, scope: scopes(), accessTokenFormat: 'jwt', accessTokenTTL: state.lifetime, jwt: { sign: { alg: 'PS256' } },
        }),
      },
    },
    enabledJWA: { clientAuthSigningAlgValues: ['PS256'] },
    jwks: config.jwks,
    cookies: { keys: ['only for tests'] },
    pkce: { required: () => true },
    routes: {
      token: `/${tenant}/oauth2/v2.0/token`,
      authorization: `/${tenant}/oauth2/v2.0/authorize`,
      jwks: `/${tenant}/discovery/v2.0/keys`,
    },
    ttl: { ClientCredentials: () => state.lifetime, AccessToken: () => state.lifetime, AuthorizationCode: 60, IdToken: 3600, Interaction: 600, Session: 600, Grant: 600 },
  });
}

// ---------------------------------------------------------------------------------------------------------------- consent
const html = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
const answerPage = (response, status, title, body = '') => {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(`<!DOCTYPE html><title>${html(title)}</title><h1>${html(title)}</h1>${body}`);
};

function consent(request, response, url) {
  const query = Object.fromEntries(url.searchParams);
  const redirect = URL.canParse(query.redirect_uri ?? '') ? new URL(query.redirect_uri) : null;
  if (![app.client_id, signIn.client_id].includes(query.client_id)) return answerPage(response, 400, 'AADSTS700016');
  if (!redirect || redirect.protocol !== 'http:' || redirect.hostname !== 'localhost' || redirect.pathname !== redirectPath || redirect.search) {
    return answerPage(response, 400, 'AADSTS50011');
  }
  if (query.scope !== `${state.graph}/.default`) return answerPage(response, 400, 'AADSTS70011');
  if (request.method === 'GET') {
    return answerPage(response, 200, 'Permissions requested', ['accept', 'refuse'].map((decision) =>
      `<form method="post"><input type="hidden" name="decision" value="${decision}"><button>${decision}</button></form>`).join(''));
  }
  let body = '';
  request.on('data', (part) => { body += part; });
  return request.on('end', () => {
    const accepted = new URLSearchParams(body).get('decision') === 'accept';
    if (accepted) {
      state.granted = app.required;
      counters.consents += 1;
    }
    // admin_consent is True on a refusal too.
    redirect.search = new URLSearchParams({
      admin_consent: 'True',
      ...(accepted ? { tenant, scope: query.scope } : { error: 'consent_required', error_description: 'AADSTS65004: The resource owner denied the request.' }),
      state: query.state ?? '',
    });
    response.writeHead(302, { Location: redirect.href });
    response.end();
  });
}

// ---------------------------------------------------------------------------------------------------------------- control
const control = http.createServer((request, response) => {
  let body = '';
  request.on('data', (part) => { body += part; });
  request.on('end', () => {
    const change = request.method === 'POST' ? JSON.parse(body) : {};
    Object.assign(state, change);
    if (change.certificate) openProvider();
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ state, counters }));
  });
});

let callback;
function openProvider() {
  const provider = makeProvider();
  provider.on('grant.success', (context) => { counters[context.oidc.params.grant_type] += 1; });
  provider.on('grant.error', (context, error) => { counters.refused[error.message] = (counters.refused[error.message] ?? 0) + 1; });
  provider.on('server_error', (context, error) => { console.error(error); });
  callback = provider.callback();
}
openProvider();
handler = (request, response) => {
  const url = new URL(request.url, origin);
  if (url.pathname === `/${tenant}/v2.0/adminconsent`) return consent(request, response, url);
  if (url.pathname === `/${tenant}/v2.0/.well-known/openid-configuration`) request.url = '/.well-known/openid-configuration';
  // Entra asks which account; the provider knows the prompt "login" only.
  if (url.searchParams.get('prompt') === 'select_account') request.url = request.url.replace('prompt=select_account', 'prompt=login');
  return callback(request, response);
};

const controlPort = await listen(control);
process.on('SIGTERM', () => process.exit(0));
fs.writeFileSync(`${options['port-file']}.part`, JSON.stringify({
  port, login: origin, issuer: `${origin}/${tenant}/v2.0`, control: `http://127.0.0.1:${controlPort}`, pid: process.pid,
}));
fs.renameSync(`${options['port-file']}.part`, options['port-file']);
