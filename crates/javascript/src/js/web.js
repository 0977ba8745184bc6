// Globals of the web: (kit) => fetch and what belongs to it, events, aborting.
(kit) => {
  'use strict';
  const { part, later, lacking } = kit;
  class DOMException extends Error {
    constructor(message = '', name = 'Error') {
      super(message);
      this.name = name;
    }
  }
  class Event {
    constructor(type, init = {}) { Object.assign(this, init, { type }); }
    preventDefault() {}
    stopPropagation() {}
  }
  class CustomEvent extends Event {}
  class MessageEvent extends Event {}
  class CloseEvent extends Event {}
  class ErrorEvent extends Event {}
  class EventTarget {
    #calls = [];
    addEventListener(type, call, options) { this.#calls.push({ type, call, once: Boolean(options?.once) }); }
    removeEventListener(type, call) { this.#calls = this.#calls.filter((one) => one.type !== type || one.call !== call); }
    dispatchEvent(event) {
      event.target = this;
      for (const one of [...this.#calls]) {
        if (one.type !== event.type) continue;
        if (one.once) this.#calls = this.#calls.filter((other) => other !== one);
        if (typeof one.call === 'function') one.call.call(this, event);
        else one.call.handleEvent(event);
      }
      this[`on${event.type}`]?.(event);
      return true;
    }
  }
  class AbortSignal extends EventTarget {
    aborted = false;
    reason = undefined;
    throwIfAborted() { if (this.aborted) throw this.reason; }
    static abort(reason) {
      const made = new AbortSignal();
      abort(made, reason);
      return made;
    }
    static timeout(time) {
      const made = new AbortSignal();
      setTimeout(() => abort(made, new DOMException('The operation was aborted due to timeout', 'TimeoutError')), time);
      return made;
    }
    static any(signals) {
      const made = new AbortSignal();
      for (const signal of signals) {
        if (signal.aborted) abort(made, signal.reason);
        else signal.addEventListener('abort', () => abort(made, signal.reason));
      }
      return made;
    }
  }
  const abort = (signal, reason = new DOMException('This operation was aborted', 'AbortError')) => {
    if (signal.aborted) return;
    Object.assign(signal, { aborted: true, reason });
    signal.dispatchEvent(new Event('abort'));
  };
  class AbortController {
    signal = new AbortSignal();
    abort(reason) { abort(this.signal, reason); }
  }
  // What ends with a signal, if that comes first.
  const withSignal = (signal, work) => {
    if (!signal) return work;
    return new Promise((resolve, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      work.then(resolve, reject);
    });
  };

  class Headers {
    #entries = new Map();
    constructor(init = {}) {
      const entries = init instanceof Headers || typeof init?.[Symbol.iterator] === 'function' ? init : Object.entries(init ?? {});
      for (const [name, value] of entries) this.append(name, value);
    }
    append(name, value) {
      const key = String(name).toLowerCase();
      this.#entries.set(key, this.#entries.has(key) ? `${this.#entries.get(key)}, ${value}` : String(value));
    }
    set(name, value) { this.#entries.set(String(name).toLowerCase(), String(value)); }
    get(name) { return this.#entries.get(String(name).toLowerCase()) ?? null; }
    has(name) { return this.#entries.has(String(name).toLowerCase()); }
    delete(name) { this.#entries.delete(String(name).toLowerCase()); }
    getSetCookie() { return this.has('set-cookie') ? this.get('set-cookie').split(/, (?=[^;]+?=)/) : []; }
    forEach(call, self) { for (const [name, value] of this.#entries) call.call(self, value, name, this); }
    *entries() { yield* [...this.#entries].sort(([left], [right]) => (left < right ? -1 : 1)); }
    *keys() { for (const [name] of this.entries()) yield name; }
    *values() { for (const [, value] of this.entries()) yield value; }
    [Symbol.iterator]() { return this.entries(); }
  }
  class Body {
    #bytes;
    bodyUsed = false;
    constructor(bytes) { this.#bytes = bytes; }
    async #take() {
      if (this.bodyUsed) throw new TypeError('Body is unusable: Body has already been read');
      this.bodyUsed = true;
      return this.#bytes ?? Buffer.alloc(0);
    }
    get body() { return this.#bytes ? part('streams').stream.Readable.from([this.#bytes]) : null; }
    _copy() { return this.#bytes; }
    async text() { return (await this.#take()).toString().replace(/^\uFEFF/, ''); }
    async json() { return JSON.parse(await this.text()); }
    async bytes() { return new Uint8Array(await this.#take()); }
    async arrayBuffer() {
      const bytes = await this.#take();
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    }
    async blob() { return new (part('form').Blob)([await this.#take()], { type: this.headers.get('content-type') ?? '' }); }
  }
  const bodyNow = (body) => {
    if (body === null || body === undefined) return undefined;
    if (typeof body === 'string') return Buffer.from(body);
    return body instanceof part('form').Blob ? body.bytesNow() : Buffer.from(part('buffer').viewOf(body));
  };
  class Response extends Body {
    constructor(body, { status = 200, statusText = '', headers } = {}) {
      super(bodyNow(body));
      Object.assign(this, { status, statusText, headers: new Headers(headers), ok: status >= 200 && status < 300, url: '', redirected: false, type: 'default' });
    }
    clone() { return Object.assign(new Response(this._copy(), this), { url: this.url }); }
    static json(value, init = {}) { return new Response(JSON.stringify(value), { ...init, headers: { 'content-type': 'application/json', ...init.headers } }); }
  }
  class Request {
    constructor(input, init = {}) {
      Object.assign(this, input instanceof Request ? input : { url: String(input), method: 'GET' }, init);
      this.headers = new Headers(init.headers ?? input.headers);
    }
  }

  const fetch = async (input, init = {}) => {
    const { url, method = 'GET', headers, body, signal, redirect } = input instanceof Request ? { ...input, ...init } : { ...init, url: String(input) };
    if (!URL.canParse(url)) throw new TypeError('Failed to parse URL from ' + url, { cause: new TypeError('Invalid URL') });
    const { partsOf, Blob, base64 } = part('form');
    const sent = new Headers(headers);
    const form = await partsOf(body);
    const type = typeof body === 'string' ? 'text/plain;charset=UTF-8' : body instanceof URLSearchParams ? 'application/x-www-form-urlencoded;charset=UTF-8' : body instanceof Blob ? body.type : '';
    if (type && !sent.has('content-type')) sent.set('content-type', type);
    const bytes = form || body === undefined || body === null ? undefined : base64(bodyNow(body instanceof URLSearchParams ? String(body) : body));
    if (signal?.aborted) throw signal.reason;
    const answer = await withSignal(signal, later('fetch', { url, method: String(method).toUpperCase(), headers: Object.fromEntries(sent), bytes, form, redirect }));
    if (answer.error) {
      const cause = Object.assign(new Error(answer.error.message), { code: answer.error.code });
      throw Object.assign(new TypeError('fetch failed'), { cause });
    }
    const made = new Response(Buffer.from(answer.bytes, 'base64'), { status: answer.status, statusText: answer.statusText, headers: answer.headers });
    return Object.assign(made, { url: answer.url ?? url });
  };

  const crypto = lacking('crypto', {
    get subtle() { return part('subtle').subtle; },
    randomUUID: () => part('modules').builtin('crypto').randomUUID(),
    getRandomValues(view) {
      part('buffer').viewOf(view).set(part('modules').builtin('crypto').randomBytes(view.byteLength));
      return view;
    },
  });
  const born = Date.now();
  const performance = { now: () => Date.now() - born, timeOrigin: born, mark() {}, measure() {} };
  return {
    DOMException, Event, CustomEvent, MessageEvent, CloseEvent, ErrorEvent, EventTarget, AbortSignal, AbortController, Headers, Request, Response, fetch, crypto, performance, withSignal,
  };
}
