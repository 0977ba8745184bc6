// `crypto`: keys, signatures, ciphers and derived keys over the other side's: (kit) => { module, ask… for crypto.subtle }.
(kit) => {
  'use strict';
  const { ask, part, absent, lacking, calledBack: later } = kit;
  const plain = part('modules').builtin('crypto');
  const base64 = (value, encoding) => Buffer.from(typeof value === 'string' ? Buffer.from(value, encoding) : part('buffer').viewOf(value)).toString('base64');
  const bytes = (text) => Buffer.from(text, 'base64');
  const done = (operation, request) => {
    const { value, error, code } = ask('crypto', operation, JSON.stringify(request));
    if (error !== undefined) throw Object.assign(new (code === 'ERR_CRYPTO_INVALID_IV' || code === 'ERR_CRYPTO_INVALID_JWK' ? TypeError : code === 'ERR_CRYPTO_INVALID_KEYLEN' ? RangeError : Error)(error), { code });
    return value;
  };
  const written = (made, encoding) => (encoding === undefined || encoding === 'buffer' ? made : made.toString(encoding));
  const HIDDEN = Symbol('key');
  class KeyObject {
    constructor(type, hidden) {
      this.type = type;
      Object.defineProperty(this, HIDDEN, { value: hidden });
    }
    static from(key) { return key[HIDDEN]; }
    get asymmetricKeyType() { return this[HIDDEN].kind; }
    get asymmetricKeyDetails() {
      const { details } = this[HIDDEN];
      return details && (details.publicExponent === undefined ? { ...details } : { ...details, publicExponent: BigInt(details.publicExponent) });
    }
    get symmetricKeySize() { return this.type === 'secret' ? this[HIDDEN].bytes.length : undefined; }
    export(options = {}) {
      if (this.type === 'secret') return options.format === 'jwk' ? { kty: 'oct', k: this[HIDDEN].bytes.toString('base64url') } : Buffer.from(this[HIDDEN].bytes);
      const { key, isPrivate } = this[HIDDEN];
      const made = done('exportKey', { key, isPrivate, format: options.format ?? 'pem', type: options.type ?? '' });
      return options.format === 'der' ? bytes(made) : made;
    }
    equals(other) { return this.type === other.type && (this[HIDDEN].key ?? this[HIDDEN].bytes.toString('hex')) === (other[HIDDEN].key ?? other[HIDDEN].bytes.toString('hex')); }
  }
  class SecretKeyObject extends KeyObject {}
  class PublicKeyObject extends KeyObject {}
  class PrivateKeyObject extends KeyObject {}
  for (const Class of [SecretKeyObject, PublicKeyObject, PrivateKeyObject]) Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: 'KeyObject' });
  const keyObject = (made) => new (made.isPrivate ? PrivateKeyObject : PublicKeyObject)(made.isPrivate ? 'private' : 'public', made);
  const invalid = (name, value) => Object.assign(new TypeError(`The "${name}" argument must be of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey. Received ${value === null ? 'null' : typeof value}`), { code: 'ERR_INVALID_ARG_TYPE' });
  // What a key may be: a PEM, bytes, a key object, or one of them in `{ key, format, passphrase, … }`.
  const keyOf = (given, wants) => {
    if (given instanceof KeyObject) return given;
    if (given?.[HIDDEN] instanceof KeyObject) return given[HIDDEN];
    const isText = (value) => typeof value === 'string' || ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
    const { key, format = 'pem', passphrase } = isText(given) ? { key: given } : given ?? {};
    if (key instanceof KeyObject) return key;
    if (key?.[HIDDEN] instanceof KeyObject) return key[HIDDEN];
    const secret = passphrase === undefined ? {} : { passphrase: base64(passphrase) };
    if (format === 'jwk') return keyObject(done('key', { jwk: key }));
    if (!isText(key)) throw invalid('key', given);
    if (format === 'der') return keyObject(done('key', { der: base64(key), ...secret }));
    const made = done('key', { pem: typeof key === 'string' ? key : Buffer.from(part('buffer').viewOf(key)).toString(), ...secret });
    if (wants === 'private' && !made.isPrivate) throw Object.assign(new Error('error:1E08010C:DECODER routines::unsupported'), { code: 'ERR_OSSL_UNSUPPORTED' });
    return keyObject(made);
  };
  const createPrivateKey = (given) => keyOf(given, 'private');
  const createPublicKey = (given) => {
    const key = keyOf(given);
    return key.type === 'private' ? keyObject(done('publicOf', key[HIDDEN])) : key;
  };
  const createSecretKey = (key, encoding) => new SecretKeyObject('secret', { bytes: typeof key === 'string' ? Buffer.from(key, encoding) : Buffer.from(part('buffer').viewOf(key)) });
  const asked = (key) => ({ key: key[HIDDEN].key, isPrivate: key[HIDDEN].isPrivate });
  const constants = {
    RSA_PKCS1_PADDING: 1, RSA_NO_PADDING: 3, RSA_PKCS1_OAEP_PADDING: 4, RSA_PKCS1_PSS_PADDING: 6, RSA_PSS_SALTLEN_DIGEST: -1, RSA_PSS_SALTLEN_MAX_SIGN: -2, RSA_PSS_SALTLEN_AUTO: -2,
  };
  const how = (given) => ({
    padding: given?.padding === constants.RSA_PKCS1_PSS_PADDING ? 'pss' : 'pkcs1',
    ...(given?.saltLength === undefined ? {} : { salt: given.saltLength }), ...(given?.dsaEncoding === 'ieee-p1363' ? { encoding: 'ieee-p1363' } : {}),
  });
  const sign = (hash, data, given) => bytes(done('sign', { hash: hash ?? '', data: base64(data), ...asked(keyOf(given, 'private')), ...how(given) }));
  const verify = (hash, data, given, signature) => done('verify', { hash: hash ?? '', data: base64(data), signature: base64(signature), ...asked(keyOf(given)), ...how(given) });
  const gathered = () => {
    const chunks = [];
    return [chunks, { update(chunk, encoding) { chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : Buffer.from(part('buffer').viewOf(chunk))); return this; },
      write(chunk, encoding) { return this.update(chunk, encoding); }, end(chunk, encoding) { if (chunk !== undefined) this.update(chunk, encoding); return this; } }];
  };
  const createSign = (hash) => {
    const [chunks, made] = gathered();
    return Object.assign(made, { sign: (key, encoding) => written(sign(hash, Buffer.concat(chunks), key), encoding) });
  };
  const createVerify = (hash) => {
    const [chunks, made] = gathered();
    return Object.assign(made, { verify: (key, signature, encoding) => verify(hash, Buffer.concat(chunks), key, typeof signature === 'string' ? Buffer.from(signature, encoding) : signature) });
  };

  const secretOf = (key) => (key instanceof KeyObject ? key[HIDDEN].bytes : key);
  // A cipher gives everything at its end.
  const cipher = (encrypt) => (algorithm, key, iv) => {
    const [chunks] = gathered();
    const state = { algorithm, encrypt, key: base64(secretOf(key)), iv: iv === null ? '' : base64(iv) };
    const { Transform } = part('stream');
    const made = new Transform({
      transform(chunk, encoding, call) { chunks.push(chunk); call(); },
      flush(call) { call(null, made.final()); },
    });
    let tag, extra;
    return Object.assign(made, {
      update(chunk, from, to) {
        chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, from) : Buffer.from(part('buffer').viewOf(chunk)));
        return written(Buffer.alloc(0), to);
      },
      final(to) {
        const answer = done('cipher', { ...state, data: Buffer.concat(chunks).toString('base64'), ...(extra ? { aad: extra } : {}), ...(!encrypt && tag ? { tag } : {}) });
        if (answer.tag) tag = answer.tag;
        return written(bytes(answer.data), to);
      },
      setAutoPadding(isPadded = true) { state.unpadded = !isPadded; return made; },
      setAAD(data) { extra = base64(data); return made; },
      setAuthTag(data, encoding) { tag = base64(data, encoding); return made; },
      getAuthTag: () => bytes(tag),
    });
  };

  const pbkdf2Sync = (password, salt, rounds, length, hash = 'sha1') => bytes(done('pbkdf2', { password: base64(password), salt: base64(salt), rounds, length, hash }));
  const scryptSync = (password, salt, length, { N, cost = N, r, blockSize = r, p, parallelization = p, maxmem } = {}) => bytes(done('scrypt', {
    password: base64(password), salt: base64(salt), length, cost, block: blockSize, parallel: parallelization, memory: maxmem,
  }));
  const hkdfSync = (hash, key, salt, info, length) => {
    const mac = (secret, ...data) => data.reduce((made, one) => made.update(one), plain.createHmac(hash, secret)).digest();
    const view = (value) => (typeof value === 'string' ? Buffer.from(value) : Buffer.from(part('buffer').viewOf(secretOf(value))));
    const secret = mac(view(salt), view(key));
    let made = Buffer.alloc(0), last = Buffer.alloc(0);
    for (let at = 1; made.length < length; at++) made = Buffer.concat([made, (last = mac(secret, last, view(info), Buffer.from([at])))]);
    return new Uint8Array(made.subarray(0, length)).buffer;
  };
  const pair = (kind, { modulusLength, namedCurve, publicKeyEncoding, privateKeyEncoding } = {}) => {
    const made = done('makeKeys', { kind, bits: modulusLength, curve: namedCurve ?? '' });
    const [publicKey, privateKey] = [made.public, made.private].map(keyObject);
    return { publicKey: publicKeyEncoding ? publicKey.export(publicKeyEncoding) : publicKey, privateKey: privateKeyEncoding ? privateKey.export(privateKeyEncoding) : privateKey };
  };
  const padded = (given) => ({ padding: given?.padding === constants.RSA_PKCS1_PADDING ? 'pkcs1' : 'oaep', hash: given?.oaepHash ?? 'sha1', ...(given?.oaepLabel ? { label: base64(given.oaepLabel) } : {}) });

  const createHmac = (name, key, options) => plain.createHmac(name, key instanceof KeyObject ? key[HIDDEN].bytes : key, options);
  const digests = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha512-256', 'sha3-256', 'sha3-384', 'sha3-512'];
  const members = {
    ...plain, createHmac, KeyObject, createPrivateKey, createPublicKey, createSecretKey, createSign, createVerify, constants,
    sign: (hash, data, key, call) => (call ? later(sign)(hash, data, key, call) : sign(hash, data, key)),
    verify: (hash, data, key, signature, call) => (call ? later(verify)(hash, data, key, signature, call) : verify(hash, data, key, signature)),
    createCipheriv: cipher(true), createDecipheriv: cipher(false), getCiphers: () => ['aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc', 'aes-128-gcm', 'aes-192-gcm', 'aes-256-gcm'],
    pbkdf2Sync, pbkdf2: later(pbkdf2Sync), scryptSync, scrypt: later(scryptSync), hkdfSync, hkdf: later(hkdfSync),
    generateKeyPairSync: pair,
    generateKeyPair: (kind, options, call) => queueMicrotask(() => {
      try {
        const { publicKey, privateKey } = pair(kind, options);
        call(null, publicKey, privateKey);
      } catch (error) {
        call(error);
      }
    }),
    publicEncrypt: (key, data) => bytes(done('encryptFor', { ...asked(createPublicKey(key)), ...padded(key), data: base64(data) })),
    privateDecrypt: (key, data) => bytes(done('decryptWith', { ...asked(createPrivateKey(key)), ...padded(key), data: base64(data) })),
    getHashes: () => digests, getCurves: () => ['prime256v1', 'secp384r1'],
    hash: (name, data, encoding = 'hex') => plain.createHash(name).update(data).digest(encoding),
    randomBytes: (size, call) => (call ? later(plain.randomBytes)(size, call) : plain.randomBytes(size)),
    randomInt: (...given) => (typeof given.at(-1) === 'function' ? later(plain.randomInt)(...given) : plain.randomInt(...given)),
    randomFillSync(view) {
      part('buffer').viewOf(view).set(plain.randomBytes(view.byteLength));
      return view;
    },
    get webcrypto() { return globalThis.crypto; },
    get subtle() { return globalThis.crypto.subtle; },
    getRandomValues: (view) => globalThis.crypto.getRandomValues(view),
  };
  for (const name of ['createECDH', 'createDiffieHellman', 'diffieHellman', 'X509Certificate']) members[name] = absent(`crypto.${name}`);
  return { module: lacking('crypto', members), members, HIDDEN, keyObject, keyOf, done, base64, bytes, hkdfSync, pbkdf2Sync, sign, verify, createSecretKey };
}
