// `http` and `https`: requests over the host's client: (kit) => { http, https, STATUS_CODES }. There are no servers and no sockets.
(kit) => {
  'use strict';
  const { part, later, lacking, absent } = kit;
  const { stream } = part('streams');
  const STATUS_CODES = {
    100: 'Continue', 101: 'Switching Protocols', 102: 'Processing', 103: 'Early Hints', 200: 'OK', 201: 'Created', 202: 'Accepted',
    203: 'Non-Authoritative Information', 204: 'No Content', 205: 'Reset Content', 206: 'Partial Content', 207: 'Multi-Status', 208: 'Already Reported',
    226: 'IM Used', 300: 'Multiple Choices', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified', 305: 'Use Proxy',
    307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 402: 'Payment Required', 403: 'Forbidden',
    404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable', 407: 'Proxy Authentication Required', 408: 'Request Timeout', 409: 'Conflict',
    410: 'Gone', 411: 'Length Required', 412: 'Precondition Failed', 413: 'Payload Too Large', 414: 'URI Too Long', 415: 'Unsupported Media Type',
    416: 'Range Not Satisfiable', 417: 'Expectation Failed', 418: "I'm a Teapot", 421: 'Misdirected Request', 422: 'Unprocessable Entity', 423: 'Locked',
    424: 'Failed Dependency', 425: 'Too Early', 426: 'Upgrade Required', 428: 'Precondition Required', 429: 'Too Many Requests',
    431: 'Request Header Fields Too Large', 451: 'Unavailable For Legal Reasons', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway',
    503: 'Service Unavailable', 504: 'Gateway Timeout', 505: 'HTTP Version Not Supported', 506: 'Variant Also Negotiates', 507: 'Insufficient Storage',
    508: 'Loop Detected', 509: 'Bandwidth Limit Exceeded', 510: 'Not Extended', 511: 'Network Authentication Required',
  };

  class Agent {
    constructor(options = {}) { Object.assign(this, { options, sockets: {}, requests: {}, freeSockets: {}, maxSockets: options.maxSockets ?? Infinity }); }
    destroy() {}
  }

  class IncomingMessage extends stream.Readable {
    constructor({ status, statusText, headers, bytes }, request) {
      super();
      Object.assign(this, {
        statusCode: status, statusMessage: statusText, headers, httpVersion: '1.1', httpVersionMajor: 1, httpVersionMinor: 1, complete: true,
        req: request, socket: request.socket, connection: request.socket, aborted: false, trailers: {}, rawTrailers: [],
        rawHeaders: Object.entries(headers).flatMap(([name, values]) => [values].flat().flatMap((value) => [name, value])),
      });
      const body = Buffer.from(bytes, 'base64');
      if (body.length > 0) this.push(body);
      this.push(null);
    }
    _read() {}
    setTimeout() { return this; }
  }

  class ClientRequest extends stream.Writable {
    #headers = new Map();
    #chunks = [];
    #url;
    #options;
    #timer;
    constructor(scheme, given, more, done) {
      super({ autoDestroy: false });
      const [first, options, call] = typeof given === 'string' || given instanceof URL
        ? [new URL(given), typeof more === 'function' ? {} : more ?? {}, typeof more === 'function' ? more : done]
        : [undefined, given ?? {}, more];
      const protocol = options.protocol ?? first?.protocol ?? `${scheme}:`;
      const host = options.hostname ?? options.host?.replace(/:\d+$/, '') ?? first?.hostname ?? 'localhost';
      const port = options.port ?? first?.port;
      this.path = options.path ?? (first ? first.pathname + first.search : '/');
      this.#url = `${protocol}//${host.includes(':') && host[0] !== '[' ? `[${host}]` : host}${port ? `:${port}` : ''}${this.path}`;
      this.#options = options;
      const auth = options.auth ?? (first?.username ? `${decodeURIComponent(first.username)}:${decodeURIComponent(first.password)}` : undefined);
      const socket = new (part('events').module)();
      for (const name of ['setKeepAlive', 'setNoDelay', 'setTimeout', 'ref', 'unref', 'destroy']) socket[name] = () => socket;
      Object.assign(this, { method: String(options.method ?? 'GET').toUpperCase(), protocol, host, agent: options.agent, aborted: false, reusedSocket: false, socket, connection: socket, finished: false });
      const { headers = {} } = options;
      const entries = Array.isArray(headers) ? headers.flatMap((value, at) => (at % 2 ? [] : [[value, headers[at + 1]]])) : Object.entries(headers);
      for (const [name, value] of entries) if (value !== undefined) this.setHeader(name, value);
      if (auth && !this.hasHeader('authorization')) this.setHeader('authorization', `Basic ${Buffer.from(auth).toString('base64')}`);
      if (call) this.once('response', call);
      if (options.timeout) this.setTimeout(options.timeout);
      options.signal?.addEventListener('abort', () => this.destroy(Object.assign(new Error('The operation was aborted'), { name: 'AbortError', code: 'ABORT_ERR' })));
      queueMicrotask(() => this.emit('socket', socket));
    }
    setHeader(name, value) {
      this.#headers.set(String(name).toLowerCase(), { name: String(name), value });
      return this;
    }
    getHeader(name) { return this.#headers.get(String(name).toLowerCase())?.value; }
    getHeaders() { return Object.fromEntries(Array.from(this.#headers, ([key, { value }]) => [key, value])); }
    getHeaderNames() { return [...this.#headers.keys()]; }
    hasHeader(name) { return this.#headers.has(String(name).toLowerCase()); }
    removeHeader(name) { this.#headers.delete(String(name).toLowerCase()); }
    flushHeaders() {}
    setNoDelay() {}
    setSocketKeepAlive() {}
    setTimeout(time, call) {
      if (call) this.once('timeout', call);
      clearTimeout(this.#timer);
      if (time > 0) this.#timer = setTimeout(() => this.emit('timeout'), time);
      return this;
    }
    abort() {
      this.aborted = true;
      this.destroy(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    }
    destroy(error) {
      clearTimeout(this.#timer);
      return this.destroyed ? this : super.destroy(error);
    }
    _write(chunk, encoding, done) {
      this.#chunks.push(chunk);
      done();
    }
    _final(done) {
      this.finished = true;
      done();
      this.#send().catch((error) => this.destroy(error));
    }
    async #send() {
      const dropped = ['host', 'connection', 'content-length', 'transfer-encoding'];
      const headers = Object.fromEntries(Array.from(this.#headers, ([key, { value }]) => [key, value]).filter(([key]) => !dropped.includes(key)));
      const body = Buffer.concat(this.#chunks);
      const isSent = body.length > 0 || this.#headers.get('content-length')?.value !== undefined;
      const insecure = this.#options.rejectUnauthorized === false || this.agent?.options?.rejectUnauthorized === false;
      const answer = await later('fetch', {
        url: this.#url, method: this.method, headers, bytes: isSent ? body.toString('base64') : undefined, redirect: 'manual', bare: true, insecure,
      });
      clearTimeout(this.#timer);
      if (this.destroyed) return;
      if (answer.error) {
        const { message, code } = answer.error;
        throw Object.assign(new Error(message), { code });
      }
      this.res = new IncomingMessage(answer, this);
      if (!this.emit('response', this.res)) this.res.resume();
    }
  }
  const server = (name) => absent(`${name}.createServer`);
  const module = (scheme, port) => {
    const request = (...given) => new ClientRequest(scheme, ...given);
    const get = (...given) => {
      const made = request(...given);
      made.end();
      return made;
    };
    const OfScheme = { Agent: class extends Agent { protocol = `${scheme}:`; defaultPort = port; } }.Agent;
    return lacking(scheme, {
      request, get, Agent: OfScheme, globalAgent: new OfScheme(), ClientRequest, IncomingMessage, STATUS_CODES, createServer: server(scheme),
      METHODS: ['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE'], maxHeaderSize: 16384,
      validateHeaderName() {}, validateHeaderValue() {},
    });
  };
  return { http: module('http', 80), https: module('https', 443), STATUS_CODES };
}
