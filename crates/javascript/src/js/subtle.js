// `crypto.subtle`: (kit) => { subtle, CryptoKey }.
(kit) => {
  'use strict';
  const { part, lacking } = kit;
  const { members, HIDDEN, keyObject, done, base64, bytes, hkdfSync, pbkdf2Sync, createSecretKey } = part('crypto');
  const { DOMException } = globalThis;
  const fail = (message, name) => { throw new DOMException(message, name); };
  const view = (value) => Buffer.from(part('buffer').viewOf(value));
  const buffer = (value) => new Uint8Array(value).buffer;
  const named = (algorithm) => (typeof algorithm === 'string' ? { name: algorithm } : { ...algorithm });
  const hashOf = (algorithm) => named(algorithm.hash ?? 'SHA-256').name.replace('-', '').toLowerCase();
  class CryptoKey {
    constructor(key, algorithm, extractable, usages) {
      Object.assign(this, { type: key.type, extractable, algorithm, usages: [...usages] });
      Object.defineProperty(this, HIDDEN, { value: key });
    }
    get [Symbol.toStringTag]() { return 'CryptoKey'; }
  }
  const keyAsked = (key) => ({ key: key[HIDDEN][HIDDEN].key, isPrivate: key[HIDDEN][HIDDEN].isPrivate });
  const secret = (key) => key[HIDDEN][HIDDEN].bytes;
  const isSecret = (name) => /^(HMAC|AES-(CBC|GCM|CTR|KW)|PBKDF2|HKDF)$/i.test(name);
  const known = (algorithm, key) => {
    const made = { ...algorithm, name: algorithm.name };
    if (algorithm.hash) made.hash = named(algorithm.hash);
    if (/^AES/.test(made.name)) made.length = secretLength(key) * 8;
    if (made.name === 'HMAC') made.length = secretLength(key) * 8;
    if (/^RSA/.test(made.name)) made.modulusLength = key.asymmetricKeyDetails.modulusLength;
    return made;
  };
  const secretLength = (key) => key[HIDDEN].bytes.length;
  const importKey = (format, data, given, extractable, usages) => {
    const algorithm = named(given);
    let key;
    if (format === 'raw' && isSecret(algorithm.name)) key = createSecretKey(view(data));
    else if (format === 'jwk' && data.kty === 'oct') key = createSecretKey(Buffer.from(data.k, 'base64url'));
    else if (format === 'jwk') key = keyObject(done('key', { jwk: data }));
    else if (format === 'pkcs8' || format === 'spki') key = keyObject(done('key', { der: base64(data) }));
    else if (format === 'raw' && algorithm.name === 'Ed25519') key = keyObject(done('key', { jwk: { kty: 'OKP', crv: 'Ed25519', x: view(data).toString('base64url') } }));
    else if (format === 'raw' && algorithm.name === 'ECDSA') {
      const half = (view(data).length - 1) / 2;
      const [x, y] = [view(data).subarray(1, 1 + half), view(data).subarray(1 + half)].map((one) => one.toString('base64url'));
      key = keyObject(done('key', { jwk: { kty: 'EC', crv: algorithm.namedCurve, x, y } }));
    } else fail(`Keys of ${algorithm.name} in the format ${format} are not available to packages`, 'NotSupportedError');
    return new CryptoKey(key, known(algorithm, key), extractable, usages);
  };
  const how = (algorithm, key) => {
    const { name } = algorithm;
    if (name === 'RSASSA-PKCS1-v1_5') return { hash: hashOf(key.algorithm), padding: 'pkcs1' };
    if (name === 'RSA-PSS') return { hash: hashOf(key.algorithm), padding: 'pss', salt: algorithm.saltLength };
    if (name === 'ECDSA') return { hash: hashOf(algorithm), encoding: 'ieee-p1363' };
    if (name === 'Ed25519') return {};
    return fail(`Signatures of ${name} are not available to packages`, 'NotSupportedError');
  };
  const mac = (key, data) => members.createHmac(hashOf(key.algorithm), secret(key)).update(view(data)).digest();
  const aes = (algorithm, key, data, encrypt) => {
    const mode = /^AES-(CBC|GCM)$/.exec(algorithm.name)?.[1].toLowerCase() ?? fail(`${algorithm.name} is not available to packages`, 'NotSupportedError');
    const request = { algorithm: `aes-${secret(key).length * 8}-${mode}`, encrypt, key: base64(secret(key)), iv: base64(algorithm.iv), ...(algorithm.additionalData ? { aad: base64(algorithm.additionalData) } : {}) };
    const all = view(data);
    const tagged = mode === 'gcm' && !encrypt ? { data: base64(all.subarray(0, -16)), tag: base64(all.subarray(-16)) } : { data: base64(all) };
    try {
      const made = done('cipher', { ...request, ...tagged });
      return buffer(Buffer.concat([bytes(made.data), ...(made.tag ? [bytes(made.tag)] : [])]));
    } catch (error) {
      return fail(encrypt ? error.message : 'The operation failed for an operation-specific reason', 'OperationError');
    }
  };
  const derived = (algorithm, key, length) => {
    if (algorithm.name === 'PBKDF2') return buffer(pbkdf2Sync(secret(key), algorithm.salt, algorithm.iterations, length / 8, hashOf(algorithm)));
    if (algorithm.name === 'HKDF') return hkdfSync(hashOf(algorithm), secret(key), algorithm.salt, algorithm.info, length / 8);
    return fail(`Deriving with ${algorithm.name} is not available to packages`, 'NotSupportedError');
  };
  const calls = {
    digest: (algorithm, data) => buffer(members.createHash(named(algorithm).name.toLowerCase()).update(view(data)).digest()),
    importKey,
    exportKey(format, key) {
      if (!key.extractable) fail('key is not extractable', 'InvalidAccessException');
      if (key.type === 'secret') return format === 'jwk' ? { kty: 'oct', k: secret(key).toString('base64url'), ext: true, key_ops: key.usages } : buffer(secret(key));
      const made = key[HIDDEN].export({ format: format === 'jwk' ? 'jwk' : 'der', type: format === 'jwk' ? undefined : format });
      return format === 'jwk' ? { ...made, ext: true, key_ops: key.usages } : buffer(made);
    },
    generateKey(given, extractable, usages) {
      const algorithm = named(given);
      if (isSecret(algorithm.name)) {
        const length = algorithm.length ?? (hashOf(algorithm) === 'sha512' || hashOf(algorithm) === 'sha384' ? 1024 : 512);
        return importKey('raw', members.randomBytes(length / 8), algorithm, extractable, usages);
      }
      const kind = /^RSA/.test(algorithm.name) ? 'rsa' : algorithm.name === 'Ed25519' ? 'ed25519' : 'ec';
      const made = done('makeKeys', { kind, bits: algorithm.modulusLength, curve: algorithm.namedCurve ?? '' });
      const [publicKey, privateKey] = [[made.public, true, ['verify']], [made.private, extractable, ['sign']]].map(([key, isOpen, able]) => new CryptoKey(keyObject(key), known(algorithm, keyObject(key)), isOpen, able));
      return { publicKey, privateKey };
    },
    sign(given, key, data) {
      const algorithm = named(given);
      if (algorithm.name === 'HMAC') return buffer(mac(key, data));
      return buffer(bytes(done('sign', { data: base64(data), ...keyAsked(key), ...how(algorithm, key) })));
    },
    verify(given, key, signature, data) {
      const algorithm = named(given);
      if (algorithm.name === 'HMAC') return mac(key, data).equals(view(signature));
      return done('verify', { data: base64(data), signature: base64(signature), ...keyAsked(key), ...how(algorithm, key) });
    },
    encrypt(given, key, data) {
      const algorithm = named(given);
      if (algorithm.name !== 'RSA-OAEP') return aes(algorithm, key, data, true);
      return buffer(bytes(done('encryptFor', { ...keyAsked(key), data: base64(data), padding: 'oaep', hash: hashOf(key.algorithm), ...(algorithm.label ? { label: base64(algorithm.label) } : {}) })));
    },
    decrypt(given, key, data) {
      const algorithm = named(given);
      if (algorithm.name !== 'RSA-OAEP') return aes(algorithm, key, data, false);
      return buffer(bytes(done('decryptWith', { ...keyAsked(key), data: base64(data), padding: 'oaep', hash: hashOf(key.algorithm), ...(algorithm.label ? { label: base64(algorithm.label) } : {}) })));
    },
    deriveBits: (given, key, length) => derived(named(given), key, length),
    deriveKey(given, key, wanted, extractable, usages) {
      const algorithm = named(wanted);
      return importKey('raw', derived(named(given), key, algorithm.length ?? 512), algorithm, extractable, usages);
    },
  };
  const subtle = Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, async (...given) => call(...given)]));
  return { subtle: lacking('crypto.subtle', subtle), CryptoKey };
}
