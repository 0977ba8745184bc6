// Errors and other values as JSON: (kit) => { plain, thrown, shownError }.
() => {
  'use strict';
  const LEFT_OUT = ['config', 'request', 'stack', 'node', 'domain', 'agent', 'socket'];
  // What can be seen of a thrown value or an answer, without what nests too deep, goes in circles, or only makes noise.
  const plain = (value, depth = 8, above = []) => {
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return ['function', 'symbol'].includes(typeof value) ? undefined : value;
    if (above.includes(value) || depth === 0) return undefined;
    if (typeof value.toJSON === 'function' && !(value instanceof Error)) {
      try {
        return plain(value.toJSON(), depth - 1, [...above, value]);
      } catch {
        return undefined;
      }
    }
    if (ArrayBuffer.isView(value)) return undefined;
    const inside = (member) => plain(member, depth - 1, [...above, value]);
    if (Array.isArray(value)) return value.map((element) => inside(element) ?? null);
    const made = {};
    const isError = value instanceof Error;
    if (isError) {
      made.message = String(value.message);
      if (value.name && value.name !== 'Error') made.name = String(value.name);
      if (value.cause !== undefined && !(value.cause instanceof Error)) made.cause = inside(value.cause);
    }
    for (const key of Object.keys(value)) {
      if ((isError || value.isAxiosError) && LEFT_OUT.includes(key)) continue;
      if (key === 'cause' && value[key] instanceof Error) continue;
      const member = inside(value[key]);
      if (member !== undefined) made[key] = member;
    }
    return made;
  };

  const text = (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined);
  const place = (error) => /\(([^()\s]+:\d+:\d+)\)/.exec(String(error.stack ?? ''))?.[1];
  // What was thrown, as the other side makes an error of it. Out of memory is no error of anybody's.
  const thrown = (value) => {
    if (value === null || (value instanceof globalThis.InternalError && value.message === 'out of memory')) throw value;
    if (value === undefined) return thrown(new TypeError("Cannot read properties of undefined (reading 'message')"));
    if (!(value instanceof Error)) {
      const isObject = typeof value === 'object' && value !== null;
      return { name: 'Error', message: isObject ? String(value.message ?? JSON.stringify(plain(value))) : String(value), description: isObject ? text(value.description) : undefined };
    }
    const { context } = value;
    return {
      name: value instanceof globalThis.InternalError ? 'RangeError' : String(value.name || value.constructor?.name || 'Error'),
      message: String(value.message),
      description: text(value.description),
      httpCode: text(value.httpCode),
      code: text(value.code),
      messages: Array.isArray(value.messages) ? value.messages.map(String) : undefined,
      context: typeof context === 'object' && context !== null ? plain(context, 8) : undefined,
      cause: value.cause instanceof Error ? { name: String(value.cause.name), message: String(value.cause.message) } : undefined,
      place: place(value),
    };
  };
  return { plain, thrown };
}
