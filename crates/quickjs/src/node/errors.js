// Errors in V8's words, with the lines of the user's code: (hide, codeOf, iterable) => { start }. Only frames of that code are in stack
// traces: of the file that is started, or of those that `codeOf` knows by their name as `{ before, lines, shown? }`.
(hide, codeOf, iterable) => {
  'use strict';
  const { hasOwn } = Object;
  let current, started, isOwn;

  const apart = iterable((text) => unclosed(text));
  // What is called: from its place on forwards to its name, and back to what it is a member of.
  const NAME = /^\s*(?:\?\.|\.)?\s*([\p{ID_Start}$_][\p{ID_Continue}$]*)/u;
  const OPENING = { ')': '(', ']': '[' };
  const opening = (text, end) => {
    let depth = 0;
    for (let at = end; at >= 0; at--) {
      if (text[at] === text[end]) depth++;
      else if (text[at] === OPENING[text[end]] && --depth === 0) return at;
    }
    return -1;
  };
  // The parenthesis that the end of a text is in.
  const unclosed = (text) => {
    let depth = 0;
    for (let at = text.length - 1; at >= Math.max(text.length - 2000, 0); at--) {
      if (text[at] === ')') depth++;
      else if (text[at] === '(' && depth-- === 0) return at;
    }
    return -1;
  };
  const ownerBefore = (text) => {
    const rest = text.trimEnd();
    const last = rest.at(-1);
    if (last === ']' || last === ')') {
      const start = opening(rest, rest.length - 1);
      const owner = start < 0 ? '' : ownerBefore(rest.slice(0, start));
      const imported = owner === '' && /^\(0,\s*([\p{ID_Continue}$.]+)\)$/u.exec(rest.slice(start));
      if (imported) return `(0 , ${imported[1]})`;
      if (owner === '') return last === ')' ? '(intermediate value)' : '[...]';
      return owner + (last === ')' ? '(...)' : rest.slice(start));
    }
    const literal = /(["'`])((?:(?!\1).)*)\1$/.exec(rest);
    if (literal) return JSON.stringify(literal[2]);
    const name = /[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.exec(rest)?.[0];
    if (!name || ['return', 'await', 'new', 'typeof', 'of', 'in', 'case', 'throw', 'yield', 'else', 'if', 'while', 'for', 'switch', 'catch', 'function'].includes(name)) return '';
    return ownerOf(rest.slice(0, -name.length)) + name;
  };
  const ownerOf = (text) => {
    const dot = /\??\.\s*$/.exec(text);
    return dot && !/\.\.\.\s*$/.test(text) ? `${ownerBefore(text.slice(0, -dot[0].length)) || '(intermediate value)'}.` : '';
  };
  const upTo = ({ line, column }) => [...current.lines.slice(0, line - 1), (current.lines[line - 1] ?? '').slice(0, Math.max(column - 1, 0))].join('\n');
  // An argument that has a place of its own may be the last one before the call: a function, or a variable.
  const ARGUMENT = /^\s*(?:async\b\s*)?(?:function\b|[\p{ID_Continue}$]+\s*(?:=>|[,)])|\([^()]*(?:\([^()]*\)[^()]*)*\)\s*=>)/u;
  const calledAround = (text) => {
    const start = unclosed(text);
    if (start < 0) return '';
    const callee = ownerBefore(text.slice(0, start));
    // A list in brackets has its methods.
    return callee.startsWith('[...].') ? calledAround(text.slice(0, start)) : callee;
  };
  const called = (place) => {
    const { line, column } = place;
    const until = upTo(place);
    const after = (current.lines[line - 1] ?? '').slice(Math.max(column - 1, 0));
    const constructed = /\bnew\s*$/.test(until) && /^\s*([\w$]+(?:\.[\w$]+)*)/.exec(after);
    if (constructed) return `${constructed[1]} is not a constructor`;
    const found = NAME.exec(after);
    const end = found ? found[0].length : 0;
    const isCalled = found && /^\s*(?:\?\.)?\s*[(`]/.test(after.slice(end));
    const text = until + after.slice(0, end);
    // Compiled imports are called as `(0, module.name)(…)`.
    const imported = !isCalled && found && /\(0,\s*([\p{ID_Continue}$.]*)$/u.exec(text);
    if (imported && /^\s*\)\s*\(/.test(after.slice(end))) return `(0 , ${imported[1]}) is not a function`;
    const named = isCalled ? ownerBefore(text) : '';
    const callee = (named.startsWith('[...].') || (!isCalled && ARGUMENT.test(after)) ? calledAround(until) : named) || named || '(intermediate value)';
    return `${callee} is not a function`;
  };

  // The token that the engine did not expect.
  const unexpected = ({ line, column }) => {
    const rest = [(current.lines[line - 1] ?? '').slice(Math.max(column - 1, 0)), ...current.lines.slice(line)].join('\n').trimStart();
    const token = /^(?:(["'])|(\d)|(`)|([\p{ID_Start}$_][\p{ID_Continue}$]*)|=>|\.\.\.|[=!]==?|&&|\|\||\?\?|\+\+|--|.)/su.exec(rest);
    if (!token) return 'Unexpected end of input';
    if (token[1]) return 'Unexpected string';
    if (token[2]) return 'Unexpected number';
    if (token[3]) return 'Unexpected template string';
    const reserved = 'break case catch class const continue debugger default delete do else export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with';
    if (token[4] && !reserved.split(' ').includes(token[4])) return `Unexpected identifier '${token[4]}'`;
    return `Unexpected token '${token[0]}'`;
  };
  const declared = (place) => {
    const name = /([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*$/u.exec(upTo(place));
    return name ? `Identifier '${name[1]}' has already been declared` : 'Identifier has already been declared';
  };

  const restOf = ({ line, column }) => [(current.lines[line - 1] ?? '').slice(Math.max(column - 1, 0)), ...current.lines.slice(line, line + 40)].join('\n');
  const takenApart = (of) => (place) => (isOwn ? apart.notIterable(upTo(place).slice(-4000), restOf(place), of) : `${of ?? 'object'} is not iterable (cannot read property Symbol(Symbol.iterator))`);
  const WORDS = [
    [/^cannot read property 'Symbol\.iterator' of (undefined|null)$/, (place, of) => takenApart(of)(place)],
    [/^cannot read property '(.*)' of (undefined|null)$/s, (_, name, of) => `Cannot read properties of ${of} (reading '${name}')`],
    [/^cannot set property '(.*)' of (undefined|null)$/s, (_, name, of) => `Cannot set properties of ${of} (setting '${name}')`],
    [/^not a function$/, called],
    [/^'(.*)' is read-only$/s, () => 'Assignment to constant variable.'],
    [/^(.*) is not initialized$/s, (_, name) => `Cannot access '${name}' before initialization`],
    [/^string too long$/, () => 'Invalid string length'],
    [/^value is not iterable$/, takenApart()],
    [/^invalid 'in' operand$/, () => "Cannot use 'in' operator to search for a key in a value that is no object"],
    [/^invalid 'instanceof' right operand$/, () => "Right-hand side of 'instanceof' is not callable"],
    [/^(?:expecting hex digit|malformed UTF-8|invalid URI sequence|expecting %|expecting surrogate pair)$/, () => 'URI malformed'],
    [/^Date value is NaN$/, () => 'Invalid time value'],
    [/^invalid (array|string) length$/, (_, kind) => `Invalid ${kind} length`],
    [/^invalid number of digits$/, () => 'toFixed() digits argument must be between 0 and 100'],
    [/^private class field '(.*)' does not exist$/, (_, name) => `Cannot read private member ${name} from an object whose class did not declare it`],
    [/^class constructors must be invoked with 'new'$/, (place) => `Class constructor ${ownerBefore(upTo(place) + (NAME.exec(restOf(place))?.[0] ?? '')) || '(intermediate value)'} cannot be invoked without 'new'`],
    [/^regexp must have the 'g' flag$/, () => 'String.prototype.replaceAll called with a non-global RegExp argument'],
    [/^empty array$/, () => 'Reduce of empty array with no initial value'],
    [/^circular reference$/, () => 'Converting circular structure to JSON'],
    [/^cannot convert symbol to string$/, () => 'Cannot convert a Symbol value to a string'],
    [/^object is not extensible$/, () => 'Cannot add property, object is not extensible'],
  ];
  // Characters of a message that the engine may have written.
  const LONGEST = 10_000;
  const SYNTAX = [
    [/^unexpected token(?: in expression)?: '(.+)'$/s, (_, token) => `Unexpected token '${token}'`],
    [/^unexpected token(?: in expression)?: ''$/, () => 'Unexpected end of input'],
    [/^(?:unexpected end of (?:string|regexp|template)|unexpected character)/, () => 'Invalid or unexpected token'],
    [/^missing initializer for variable$/, () => 'Missing initializer in const declaration'],
    [/^invalid redefinition of /, declared],
    [/^(?:invalid property name|expecting |(?:identifier|variable name|function name) expected)/, unexpected],
    [/^invalid assignment left-hand side$/, () => 'Invalid left-hand side in assignment'],
  ];
  const reworded = (words, message, place) => {
    // The engine's own are short; patterns would take long over what a package says.
    if (typeof message !== 'string' || message.length > LONGEST) return message;
    for (const [pattern, say] of words) {
      const found = pattern.exec(message);
      if (found) return say(place, ...found.slice(1));
    }
    return message;
  };

  // The engine has no place for the start of a pattern that takes nothing apart: it is the next one behind the last place.
  const atPattern = (error, own) => {
    const [place] = own;
    const found = apart.destructured(upTo(place).slice(-4000), restOf(place));
    if (!found) return;
    const lines = upTo(place).length + found.distance;
    const before = current.lines.join('\n').slice(0, lines).split('\n');
    Object.assign(place, { line: before.length, column: before.at(-1).length + 1 });
    hide(error, 'message', found.message);
  };

  // A frame as V8 hands it to a `prepareStackTrace` of the user's.
  class CallSite {
    #frame;
    constructor(frame) { this.#frame = frame; }
    getFileName() { return this.#frame.path; }
    getScriptNameOrSourceURL() { return this.#frame.path; }
    getLineNumber() { return this.#frame.line; }
    getColumnNumber() { return this.#frame.column; }
    getFunctionName() { return this.#frame.name || null; }
    toString() { return `${this.#frame.name || '<anonymous>'} (${this.#frame.path}:${this.#frame.line}:${this.#frame.column})`; }
  }
  // What is not known of a frame.
  const unknown = {
    getThis: undefined, getFunction: undefined, getEvalOrigin: undefined, getTypeName: null, getMethodName: null, getPromiseIndex: null,
    isNative: false, isToplevel: true, isEval: false, isConstructor: false, isAsync: false, isPromiseAll: false,
  };
  for (const [name, value] of Object.entries(unknown)) hide(CallSite.prototype, name, () => value);

  Error.prepareStackTrace = (error, sites) => {
    const own = [];
    // What a function of the engine, or of what surrounds the code, throws is not about the code's own syntax.
    const top = sites[0]?.getFileName();
    isOwn = top !== undefined && top !== null && (top === started?.file || Boolean(codeOf?.(top)));
    for (const site of sites) {
      const file = site.getFileName();
      const code = file === started?.file ? started : codeOf?.(file);
      if (!code) continue;
      const line = site.getLineNumber();
      const column = site.getColumnNumber() - (line === 1 ? code.before : 0);
      // What has no place of its own in the engine is placed at the start of its function, before the user's code.
      own.push({ name: site.getFunctionName(), path: file, file: code.shown ?? file, code, line, column: column < 1 && code.isOneLine ? 1 : column });
    }
    if (own.length > 0 && hasOwn(error, 'message')) {
      current = own[0].code;
      if (isOwn && error.message === 'Cannot convert undefined or null to object') atPattern(error, own);
      hide(error, 'message', reworded(error instanceof SyntaxError ? SYNTAX : WORDS, error.message, own[0]));
    }
    const frames = own.map(({ name, file, line, column }) => `\n    at ${name || '<anonymous>'} (${file}:${line}:${column})`);
    // Libraries look who calls them.
    const { prepareStackTrace } = Error;
    if (codeOf && typeof prepareStackTrace === 'function') return prepareStackTrace.call(Error, error, own.map((frame) => new CallSite(frame)));
    return `${error}${frames.join('')}`;
  };
  hide(Error, 'prepareStackTrace', undefined);

  // The code that errors will be about: its name, what stands before it on its first line, and its lines.
  const start = (code) => {
    started = { ...code, isOneLine: code.lines.slice(1).every((line) => line.trim() === '') };
  };
  return { start };
}
