// `this.helpers`: (kit) => (context) => the helpers. `context` has the node, its input, and the item at hand.
(kit) => {
  'use strict';
  const { later, part } = kit;
  const { NodeApiError, NodeOperationError, UserError } = part('error');
  const isObject = (value) => typeof value === 'object' && value !== null;

  const returnJsonArray = (values) => {
    const list = Array.isArray(values) ? values : [values];
    return list.map((value) => (value?.json ? { ...value, json: value.json } : { json: value }));
  };
  const constructExecutionMetaData = (items, { itemData }) => items.map(({ json, ...rest }) => ({ json, pairedItem: itemData, ...rest }));
  const normalizeItems = (given) => {
    const items = Array.isArray(given) ? given : [given];
    const count = (test) => items.filter(test).length;
    if (items.every((item) => isObject(item) && 'json' in item)) return items;
    if (items.some((item) => isObject(item) && 'json' in item)) throw new UserError('Inconsistent item format');
    if (items.length > 0 && items.every((item) => isObject(item) && 'binary' in item)) {
      return items.map((item) => {
        const json = Object.fromEntries(Object.entries(item).filter(([key]) => key !== 'binary'));
        return { json, binary: item.binary };
      });
    }
    if (count((item) => isObject(item) && 'binary' in item) > 0) throw new UserError('Inconsistent item format');
    return items.map((json) => ({ json }));
  };
  const copyInputItems = (items, names) => items.map((item) => Object.fromEntries(names.map((name) => [name, item.json[name] === undefined ? null : JSON.parse(JSON.stringify(item.json[name]))])));

  const bytesOf = async (data) => (typeof data === 'string' ? Buffer.from(data) : part('form').bytesLater(data));
  const checked = (answer, node) => {
    if (answer.given) throw part('error').given(answer.given, node);
    return answer;
  };

  return (context, uses = () => {}) => {
    const { send, legacy } = part('request');
    const node = () => context.getNode();
    // What fails is of the service.
    const authenticated = async (work) => {
      try {
        return await work();
      } catch (error) {
        throw new NodeApiError(node(), error);
      }
    };
    const itemOf = (index) => context.getInputData(0)[index];
    const assertBinaryData = (index, name) => {
      if (isObject(name)) return name;
      const item = itemOf(index);
      if (item === undefined) throw new TypeError("Cannot read properties of undefined (reading 'binary')");
      const { binary } = item;
      if (!binary) {
        throw new NodeOperationError(node(), `This operation expects the node's input data to contain a binary file '${name}', but none was found [item ${index}]`, {
          itemIndex: index, description: 'Make sure that the previous node outputs a binary file',
        });
      }
      if (binary[name] === undefined) {
        throw new NodeOperationError(node(), `The item has no binary field '${name}' [item ${index}]`, {
          itemIndex: index, description: 'Check that the parameter where you specified the input binary field name is correct, and that it matches a field in the binary input',
        });
      }
      return binary[name];
    };
    const read = async (file) => Buffer.from(checked(await later('readFile', file), node()).bytes, 'base64');
    const prepareBinaryData = async (data, fileName, mimeType) => {
      const bytes = (await bytesOf(data)).toString('base64');
      return checked(await later('makeFile', { bytes, fileName, mimeType }), node()).file;
    };
    const helpers = {
      returnJsonArray, constructExecutionMetaData, normalizeItems, copyInputItems, assertBinaryData, prepareBinaryData,
      httpRequest: (options) => send(options),
      httpRequestWithAuthentication: (type, options, more) => authenticated(() => (uses(type), send(options, type, more?.itemIndex, more?.oauth2))),
      request: (options, more) => legacy(options, more),
      requestWithAuthentication: (type, options, more, index) => authenticated(() => (uses(type), legacy(options, undefined, type, index ?? more?.itemIndex, more?.oauth2))),
      requestOAuth1: (type, options) => legacy(options, undefined, type),
      requestOAuth2: (type, options, oauth2) => legacy(options, undefined, type, undefined, oauth2),
      getBinaryDataBuffer: async (index, name) => {
        const file = isObject(name) ? name : itemOf(index).binary[name];
        // As n8n's own code finds out that there is none.
        if (file === undefined || file === null) throw new TypeError(`Cannot read properties of ${file} (reading 'id')`);
        return read(file);
      },
      getBinaryStream: async (id) => part('streams').stream.Readable.from([await read({ id, data: '', mimeType: '' })]),
      binaryToBuffer: bytesOf,
      binaryToString: async (data, encoding) => (await bytesOf(data)).toString(encoding),
      setBinaryDataBuffer: async (file, bytes) => ({ ...file, ...await prepareBinaryData(bytes, file.fileName, file.mimeType) }),
      detectBinaryEncoding: () => 'utf8',
      createDeferredPromise: () => {
        const deferred = {};
        deferred.promise = new Promise((resolve, reject) => { Object.assign(deferred, { resolve, reject }); });
        return deferred;
      },
    };
    return kit.lacking('this.helpers', helpers, part('unavailable').helpers);
  };
}
