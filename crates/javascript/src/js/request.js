// Requests of the helpers: (kit) => { send, legacy }. The other side encodes, signs and sends them.
(kit) => {
  'use strict';
  const { later, part, jsonOr } = kit;
  class AxiosError extends Error {
    constructor(message, code, response) {
      super(message);
      Object.assign(this, { name: 'AxiosError', isAxiosError: true, code, config: {}, request: {} });
      if (response) Object.assign(this, { response, status: response.status });
    }
    toJSON() { return { message: this.message, name: this.name, code: this.code, status: this.status }; }
  }

  // A body as the other side takes it.
  const bodyOf = async (body) => {
    const { partsOf, bytesLater, base64 } = part('form');
    const form = await partsOf(body);
    if (form) return { form };
    if (body instanceof URLSearchParams) return { body: String(body), isForm: true };
    if (ArrayBuffer.isView(body) || body instanceof ArrayBuffer || body instanceof part('form').Blob) return { bytes: base64(await bytesLater(body)) };
    if (typeof body?.[Symbol.asyncIterator] === 'function') return { bytes: base64(await bytesLater(body)) };
    // A body of nothing but undefined members is not an empty one.
    const isKept = typeof body === 'object' && body !== null && Object.keys(body).length > 0 && JSON.stringify(body) === '{}';
    return isKept ? { body, isKept } : { body };
  };
  // The `formData` of the older helper: values, lists of them, or `{ value, options }`.
  const formOf = async (formData) => {
    if (formData === undefined || formData === null) return undefined;
    const form = new (part('form').NodeFormData)();
    for (const [name, values] of Object.entries(formData)) {
      for (const value of Array.isArray(values) ? values : [values]) {
        const isWrapped = typeof value === 'object' && value !== null && 'value' in value && !ArrayBuffer.isView(value);
        form.append(name, isWrapped ? value.value : value, isWrapped ? value.options ?? {} : {});
      }
    }
    return part('form').partsOf(form);
  };
  const described = async (options) => {
    const { body, formData, abortSignal, agent, httpsAgent, httpAgent, agentOptions, qs, url, uri, ...rest } = options;
    const query = qs instanceof URLSearchParams ? Object.fromEntries(qs) : qs;
    const address = url ?? uri;
    return {
      ...rest, ...(address === undefined ? {} : { url: String(address) }), ...(query ? { qs: query } : {}), ...await bodyOf(body),
      ...(formData === undefined ? {} : { form: await formOf(formData) }),
      insecure: rest.rejectUnauthorized === false || rest.skipSslCertificateValidation === true
        || [agent, httpsAgent, agentOptions && { options: agentOptions }].some((one) => one?.options?.rejectUnauthorized === false),
    };
  };

  const isIgnored = (ignores, status) => ignores === true || (ignores?.ignore === true && !(ignores.except ?? []).includes(status));
  const asked = async (request, signal) => {
    if (signal?.aborted) throw signal.reason;
    const answer = await part('web').withSignal(signal, later('request', request));
    if (answer.given) {
      // A token that cannot be renewed: the library says no more than the status.
      const [said] = answer.given.messages ?? [];
      const status = /^HTTP status (\d+)$/.exec(said ?? '')?.[1];
      if (status) throw Object.assign(new Error(said), { status: Number(status), code: 'ESTATUS' });
      throw part('error').given(answer.given, request.node);
    }
    if (answer.error) {
      const { name, message, code } = answer.error;
      const made = name === 'TypeError' ? new TypeError(message) : name === 'AxiosError' ? new AxiosError(message, code) : new Error(message);
      throw Object.assign(made, { code });
    }
    return answer;
  };

  const modernBody = (answer, encoding) => {
    if (answer.bytes !== undefined) {
      const bytes = Buffer.from(answer.bytes, 'base64');
      return encoding === 'stream' ? part('streams').stream.Readable.from([bytes]) : bytes;
    }
    return encoding === 'text' ? answer.text : jsonOr(answer.text, answer.text);
  };
  // `this.helpers.httpRequest`.
  const send = async (given, credential, index, oauth2) => {
    const options = typeof given === 'string' ? { url: given } : given;
    const answer = await asked({ helper: 'httpRequest', options: await described(options), credential, index, oauth2 }, options.abortSignal);
    const { status, statusText, headers } = answer;
    const isError = (status < 200 || status > 299) && !isIgnored(options.ignoreHttpStatusErrors, status);
    if (isError) {
      const data = answer.text === undefined ? modernBody(answer, 'arraybuffer') : jsonOr(answer.text, answer.text);
      throw new AxiosError(`Request failed with status code ${status}`, status >= 400 && status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE', { status, statusText, headers, data, config: {} });
    }
    const body = modernBody(answer, options.encoding);
    return options.returnFullResponse ? { body, headers, statusCode: status, statusMessage: statusText } : body;
  };

  // `this.helpers.request`, which n8n has of the library of that name.
  const legacy = async (first, second, credential, index, oauth2) => {
    const options = typeof first === 'string' ? { ...second, uri: first } : first;
    const answer = await asked({ helper: 'request', options: await described(options), credential, index, oauth2 });
    const { status, statusText, headers } = answer;
    const parsed = answer.text === undefined ? Buffer.from(answer.bytes, 'base64') : options.json === true || status > 299 ? jsonOr(answer.text, answer.text) : answer.text;
    if ((status < 200 || status > 299) && options.simple !== false) {
      const text = answer.text ?? Buffer.from(answer.bytes, 'base64').toString();
      const said = jsonOr(text, text);
      const made = new AxiosError(`${status} - ${JSON.stringify(said)}`, status >= 400 && status < 500 ? 'ERR_BAD_REQUEST' : 'ERR_BAD_RESPONSE');
      throw Object.assign(made, { status, statusCode: status, error: said, options: {}, response: { status, statusCode: status, statusText, headers } });
    }
    const body = parsed === '' ? undefined : parsed;
    return options.resolveWithFullResponse ? { body, headers, statusCode: status, statusMessage: statusText, request: {} } : body;
  };
  return { send, legacy, AxiosError };
}
