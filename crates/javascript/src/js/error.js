// n8n's error classes: (kit) => the classes. The texts are found by the other side.
(kit) => {
  'use strict';
  const { ask, part } = kit;
  const { plain } = part('plain');
  const level = (options, otherwise) => options?.level ?? otherwise;

  class BaseError extends Error {
    constructor(message, { level: own = 'error', description, shouldReport, tags = {}, extra, ...rest } = {}) {
      super(message, rest);
      Object.assign(this, { level: own, shouldReport: shouldReport ?? own === 'error', description, tags, extra });
    }
  }
  class UserError extends BaseError {
    constructor(message, options = {}) { super(message, { level: 'info', ...options }); }
  }
  class OperationalError extends BaseError {
    constructor(message, options = {}) { super(message, { level: 'warning', ...options }); }
  }
  class UnexpectedError extends BaseError {}
  class ApplicationError extends Error {
    constructor(message, { level: own = 'error', tags = {}, extra, ...rest } = {}) {
      super(message, rest);
      Object.assign(this, { level: own, tags, extra });
    }
  }

  class ExecutionBaseError extends ApplicationError {
    constructor(message, { cause, errorResponse, ...options } = {}) {
      const own = cause instanceof Error ? { cause } : {};
      super(message, { ...options, ...own });
      this.name = this.constructor.name;
      this.timestamp = Date.now();
      this.context = {};
      this.lineNumber = undefined;
      this.functionality = 'regular';
      if (errorResponse !== undefined) this.errorResponse = errorResponse;
    }
    toJSON() {
      const made = { message: this.message, lineNumber: this.lineNumber, timestamp: this.timestamp, name: this.name, description: this.description, context: this.context };
      if (this.cause instanceof Error) made.cause = { name: this.cause.name, message: this.cause.message };
      return made;
    }
  }

  class NodeError extends ExecutionBaseError {
    constructor(node, error) {
      const isError = error instanceof Error;
      super(isError ? error.message : '', isError ? { cause: error } : { errorResponse: error });
      this.node = node;
      this.messages = [];
    }
    addToMessages(message) {
      if (message !== undefined && !this.messages.includes(message)) this.messages.push(message);
    }
  }
  const take = (error, said, options) => {
    error.message = said.message;
    if (said.description !== undefined) error.description = said.description;
    error.messages = said.messages ?? [];
    error.level = level(options, 'warning');
    if (options.functionality) error.functionality = options.functionality;
    if (options.type) error.type = options.type;
    if (said.data !== undefined) error.context.data = said.data;
    if (options.runIndex !== undefined) error.context.runIndex = options.runIndex;
    if (options.itemIndex !== undefined) error.context.itemIndex = options.itemIndex;
    if (options.metadata !== undefined) error.context.metadata = options.metadata;
  };
  const said = ({ message, description, httpCode, messageMapping }) => ({ message, description, httpCode: httpCode === undefined || httpCode === null ? undefined : String(httpCode), messageMapping });

  class NodeOperationError extends NodeError {
    constructor(node, error, options = {}) {
      if (error instanceof NodeOperationError) return error;
      const isText = typeof error === 'string';
      super(node, isText ? new Error(error) : error);
      // Of what is neither a text nor an error, nothing is said.
      const text = isText ? error : error instanceof Error ? String(error.message) : '';
      const own = isText ? undefined : error?.description;
      take(this, ask('operationError', text, { ...said(options), description: options.description ?? (typeof own === 'string' ? own : undefined) }), options);
      this.type = options.type;
    }
  }

  class NodeApiError extends NodeError {
    constructor(node, response, options = {}) {
      if (response instanceof NodeApiError) return response;
      super(node, response);
      if (response === undefined || response === null) throw new TypeError(`Cannot read properties of ${response} (reading 'message')`);
      const isOperation = response instanceof NodeOperationError;
      // A connection that failed is behind what `fetch` throws.
      const { cause } = response;
      const isBehind = cause instanceof Error && cause.code !== undefined && !response.isAxiosError && response.description === undefined && options.description === undefined;
      const found = ask('apiError', JSON.stringify(plain(response)) ?? '{}', said(isBehind ? { ...options, description: cause.message } : options));
      take(this, found, options);
      this.httpCode = found.httpCode ?? null;
      if (isOperation) for (const key of ['itemIndex', 'runIndex']) this.context[key] ??= response.context?.[key];
    }
  }

  class ExpressionError extends ExecutionBaseError {
    constructor(message, options = {}) {
      super(message, { cause: options.cause, level: 'warning' });
      if (options.description !== undefined) this.description = options.description;
      for (const key of ['causeDetailed', 'descriptionTemplate', 'descriptionKey', 'itemIndex', 'messageTemplate', 'nodeCause', 'parameter', 'runIndex', 'type']) {
        if (options[key] !== undefined) this.context[key] = options[key];
      }
    }
  }
  class WorkflowOperationError extends ExecutionBaseError {
    constructor(message, node, description) {
      super(message, { level: 'warning' });
      Object.assign(this, { node, description });
    }
  }
  class TriggerCloseError extends ApplicationError {
    constructor(node, { cause, level: own } = {}) {
      super('Trigger Close Failed', { cause, level: own });
      this.node = node;
    }
  }
  class NodeSslError extends ExecutionBaseError {
    constructor(cause) { super("SSL Issue: consider using the 'Ignore SSL issues' option", { cause }); }
  }

  // An error of the other side, as the class that n8n throws.
  const classes = { NodeOperationError, NodeApiError, ExpressionError };
  const given = ({ name, message, description, ...rest }, node) => {
    if (name === 'NodeApiError' || name === 'NodeOperationError') {
      const made = new NodeOperationError(node, message);
      Object.setPrototypeOf(made, classes[name].prototype);
      return Object.assign(made, { name, message }, description === undefined ? {} : { description }, rest);
    }
    const made = name === 'ExpressionError' ? new ExpressionError(message) : new (name in globalThis && globalThis[name]?.prototype instanceof Error ? globalThis[name] : Error)(message);
    if (description !== undefined) made.description = description;
    return Object.assign(made, rest);
  };

  return {
    ApplicationError, BaseError, ExecutionBaseError, ExpressionError, NodeApiError, NodeError, NodeOperationError, NodeSslError,
    OperationalError, TriggerCloseError, UnexpectedError, UserError, WorkflowOperationError, given,
  };
}
