// What packages import as `n8n-workflow`: (kit) => the module.
(kit) => {
  'use strict';
  const { ask, part, lacking } = kit;
  const { given, ...errors } = part('error');

  const NodeConnectionTypes = {
    AiAgent: 'ai_agent', AiChain: 'ai_chain', AiDocument: 'ai_document', AiEmbedding: 'ai_embedding', AiLanguageModel: 'ai_languageModel',
    AiMemory: 'ai_memory', AiOutputParser: 'ai_outputParser', AiRetriever: 'ai_retriever', AiReranker: 'ai_reranker',
    AiTextSplitter: 'ai_textSplitter', AiTool: 'ai_tool', AiVectorStore: 'ai_vectorStore', Main: 'main',
  };

  class VersionedNodeType {
    constructor(nodeVersions, description) {
      this.nodeVersions = nodeVersions;
      this.description = description;
      this.currentVersion = description.defaultVersion ?? this.getLatestVersion();
    }
    getLatestVersion() { return Math.max(...Object.keys(this.nodeVersions).map(Number)); }
    getNodeType(version) { return this.nodeVersions[version ?? this.currentVersion]; }
  }
  class Node {}

  const deepCopy = (source, copies = new WeakMap(), path = '') => {
    if (typeof source !== 'object' || source === null || typeof source === 'function') return source;
    if (typeof source.toJSON === 'function') return source.toJSON();
    if (copies.has(source)) return copies.get(source);
    const made = Array.isArray(source) ? [] : Object.create(Object.getPrototypeOf(source));
    copies.set(source, made);
    for (const key of Object.keys(source)) made[key] = deepCopy(source[key], copies, path);
    return made;
  };

  const jsonParse = (text, options = {}) => {
    try {
      return JSON.parse(text);
    } catch (error) {
      if (options.acceptJSObject) {
        try {
          return (0, eval)(`(${text})`);
        } catch {}
      }
      if (options.fallbackValue !== undefined) return typeof options.fallbackValue === 'function' ? options.fallbackValue() : options.fallbackValue;
      if (options.errorMessage) throw new Error(options.errorMessage);
      throw error;
    }
  };
  const replaceCircularReferences = (value, above = new WeakSet()) => {
    if (typeof value !== 'object' || value === null || value instanceof RegExp || value instanceof Date) return value;
    if (typeof value.toJSON === 'function') return value.toJSON();
    if (above.has(value)) return '[Circular Reference]';
    above.add(value);
    const made = Array.isArray(value) ? [] : {};
    for (const key of Object.keys(value)) made[key] = replaceCircularReferences(value[key], above);
    above.delete(value);
    return made;
  };
  const jsonStringify = (value, options = {}) => JSON.stringify(options.replaceCircularRefs ? replaceCircularReferences(value) : value);

  const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  const randomInt = (low, high) => {
    const [from, to] = high === undefined ? [0, low] : [low, high];
    return part('modules').builtin('crypto').randomInt(from, to);
  };
  const randomString = (least, most) => Array.from({ length: most === undefined ? least : randomInt(least, most + 1) }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

  const isObjectEmpty = (value) => {
    if (value === undefined || value === null) return true;
    if (typeof value !== 'object') return false;
    if (Array.isArray(value)) return value.length === 0;
    if (value instanceof Set || value instanceof Map) return value.size === 0;
    if (typeof value[Symbol.iterator] === 'function') return false;
    return Object.keys(value).length === 0;
  };
  const updateDisplayOptions = (displayOptions, properties) => properties.map((property) => ({
    ...property,
    displayOptions: { ...property.displayOptions, ...displayOptions, show: { ...property.displayOptions?.show, ...displayOptions.show }, ...(displayOptions.hide || property.displayOptions?.hide ? { hide: { ...property.displayOptions?.hide, ...displayOptions.hide } } : {}) },
  }));
  const tryToParseNumber = (value) => {
    const isNumber = !Number.isNaN(Number(value)) && String(value).trim() !== '';
    if (!isNumber) throw new errors.ApplicationError('Failed to parse value to number', { extra: { value } });
    return Number(value);
  };
  const ensureError = (error) => (error instanceof Error ? error : new Error('Error that was not an instance of Error was thrown', { cause: error }));
  const isResourceLocatorValue = (value) => typeof value === 'object' && value !== null && 'mode' in value && 'value' in value;
  const logger = (print) => ({ debug: print('debug'), info: print('info'), warn: print('warn'), error: print('error'), verbose: print('debug'), log: print('info') });

  return lacking('n8n-workflow', {
    ...errors, NodeConnectionTypes, NodeConnectionType: NodeConnectionTypes, VersionedNodeType, Node,
    deepCopy, jsonParse, jsonStringify, replaceCircularReferences, removeCircularRefs: replaceCircularReferences,
    randomInt, randomString, isObjectEmpty, updateDisplayOptions, tryToParseNumber, ensureError, isResourceLocatorValue,
    sleep: (time) => new Promise((resolve) => { setTimeout(resolve, time); }),
    assert: (condition, message) => { if (!condition) throw new Error(message ?? 'assertion failed'); },
    toExecutionContextEstablishmentHookParameter: undefined,
    isINodeProperties: (value) => typeof value === 'object' && value !== null && 'name' in value && 'type' in value && !('value' in value),
    isINodePropertyOptions: (value) => typeof value === 'object' && value !== null && 'value' in value && 'name' in value && !('type' in value),
    isINodePropertyCollection: (value) => typeof value === 'object' && value !== null && 'values' in value && 'name' in value && 'displayName' in value,
    nodeNameToToolName: (nodeOrName) => (typeof nodeOrName === 'string' ? nodeOrName : nodeOrName.name).replace(/[^a-zA-Z0-9_-]+/g, '_'),
    LoggerProxy: logger((level) => (...values) => console[level](...values)),
    BINARY_ENCODING: 'base64', BINARY_MODE_SEPARATE: 'separate', BINARY_MODE_COMBINED: 'combined',
    WAIT_INDEFINITELY: new Date('3000-01-01T00:00:00.000Z'), WAIT_TIME_UNLIMITED: '3000-01-01T00:00:00.000Z',
    SEND_AND_WAIT_OPERATION: 'sendAndWait', CODE_LANGUAGES: ['javaScript', 'python'], CODE_EXECUTION_MODES: ['runOnceForAllItems', 'runOnceForEachItem'],
    CHAT_TRIGGER_NODE_TYPE: '@n8n/n8n-nodes-langchain.chatTrigger', MANUAL_TRIGGER_NODE_TYPE: 'n8n-nodes-base.manualTrigger',
    WEBHOOK_NODE_TYPE: 'n8n-nodes-base.webhook', HTTP_REQUEST_NODE_TYPE: 'n8n-nodes-base.httpRequest',
    ALPHABET, DIGITS: '0123456789', UPPERCASE_LETTERS: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', LOWERCASE_LETTERS: 'abcdefghijklmnopqrstuvwxyz',
    NodeHelpers: lacking('n8n-workflow.NodeHelpers', {}),
  });
}
