// What V8 says of values that are taken apart: (unclosed) => { notIterable, destructured }. Both take the code before and after a place.
(unclosed) => {
  'use strict';
  // The expression that a text starts with.
  const expression = (text) => {
    let depth = 0;
    for (let at = 0; at < text.length; at++) {
      if ('([{'.includes(text[at])) depth++;
      else if (')]}'.includes(text[at]) && depth-- === 0) return text.slice(0, at).trim();
      else if (depth === 0 && (text[at] === ',' || text[at] === ';')) return text.slice(0, at).trim();
    }
    return text.split('\n')[0].trim();
  };
  const CHAIN = /^(?!(?:await|new|typeof|void|yield)\b)[\p{ID_Start}$_][\p{ID_Continue}$]*(?:\s*\??\.\s*[\p{ID_Continue}$]+|\[[^\[\]]*\])*$/u;
  const isChain = (text) => CHAIN.test(text);
  const spoken = (text) => (isChain(text) ? text.replace(/\s+/g, '') : '(intermediate value)');
  const SYMBOL = '(cannot read property Symbol(Symbol.iterator))';

  // `of` is undefined or null, where it is one of them.
  const notIterable = (before, after, of) => {
    const general = `${of ?? 'object'} is not iterable ${SYMBOL}`;
    const around = unclosed(before);
    const text = before + after;
    const spread = before.lastIndexOf('...');
    const loop = Math.max(...Array.from(before.matchAll(/\bfor\s*(?:await\s*)?\([^()]*?\bof\b\s*/g), (found) => found.index + found[0].length), -1);
    if (loop > spread && loop >= 0 && !/[;{\n]/.test(before.slice(loop))) {
      const source = expression(text.slice(loop));
      if (isChain(source)) return `${spoken(source)} is not iterable`;
      return /^[^\s?]+\)$/.test(source) ? `${source.replace(/\([\s\S]*$/, '')} is not a function or its return value is not iterable` : general;
    }
    // The last place may be the call that the spread is an argument of.
    const ahead = /^[^;\n]*?\.\.\./.exec(after);
    const start = spread >= 0 && before.length - spread < 200 && !/[;\n]/.test(before.slice(spread)) ? spread + 3 : ahead ? before.length + ahead[0].length : -1;
    if (start >= 0) {
      const source = expression(text.slice(start));
      const opening = unclosed(text.slice(0, start - 3));
      const isCall = isOpening(text.slice(0, start - 3)) === '(' && /[\p{ID_Continue}$)\]]\s*$/u.test(text.slice(0, Math.max(opening, 0)));
      if (isCall) return of === undefined ? 'Spread syntax requires ...iterable[Symbol.iterator] to be a function' : `${spoken(source)} is not iterable (cannot read property ${of})`;
      if (isChain(source)) return `${spoken(source)} is not iterable`;
      return /^[\p{ID_Continue}$.]+\(.*\)$/su.test(source) ? `${source.replace(/\([\s\S]*$/, '')} is not a function or its return value is not iterable` : general;
    }
    const isCalled = /^\s*\.?[\p{ID_Continue}$]+\s*\(/u.test(after) && !/^async\b/.test(after);
    const pattern = ahead || around >= 0 || isCalled ? null : /\b(?:const|let|var)\s*\[[^=;]*\]\s*=\s*/.exec(after.slice(0, 1500));
    if (!pattern || of !== undefined || leaves(after.slice(0, pattern.index))) return general;
    const source = expression(after.slice(pattern.index + pattern[0].length));
    return isChain(source) ? `${spoken(source)} is not iterable` : /^await\b/.test(source) ? '(intermediate value) is not iterable' : general;
  };
  // The innermost bracket that is open at the end of a text.
  const isOpening = (text) => {
    const open = [];
    for (let at = text.length - 1; at >= Math.max(text.length - 2000, 0); at--) {
      if (')]}'.includes(text[at])) open.push(text[at]);
      else if ('([{'.includes(text[at]) && open.pop() === undefined) return text[at];
    }
    return '';
  };

  // Whether a text goes out of the block that it starts in: what is taken apart is in the block of the place.
  const leaves = (text) => {
    let depth = 0;
    for (const one of text.replace(/(["'`])(?:\\.|(?!\1).)*\1/g, '')) if (one === '{') depth++; else if (one === '}' && --depth < 0) return true;
    return depth > 1;
  };

  const PATTERN = /\b(?:const|let|var)\s*\{\s*(?:(["'])(.*?)\1|([\p{ID_Continue}$]+))[^;]*?\}\s*=(?!=|>)\s*/u;
  // Where a pattern takes apart what is nothing: how far it is behind the place (negative: before it), and what V8 says of it.
  const destructured = (before, after) => {
    const from = Math.max(before.length - 600, before.lastIndexOf(';') + 1, 0);
    const own = PATTERN.exec(before.slice(from));
    const isNative = /\b(?:Object|Reflect)\s*$/.test(before) || /\b(?:Object|Reflect)\.\w*$/.test(before.slice(0, Math.max(unclosed(before), 0)));
    if (isNative) return undefined;
    const say = (found, source) => `Cannot destructure property '${found[2] ?? found[3]}' of '${spoken(source)}' as it is ${source === 'null' ? 'null' : 'undefined'}.`;
    if (own && !/[{}]/.test(before.slice(from + own.index + own[0].length))) {
      const start = from + own.index;
      return { distance: start - before.length, message: say(own, expression((before + after).slice(start + own[0].length))) };
    }
    const found = PATTERN.exec(after.slice(0, 1500));
    if (!found) return undefined;
    if (leaves(after.slice(0, found.index))) return undefined;
    return { distance: found.index, message: say(found, expression(after.slice(found.index + found[0].length))) };
  };
  return { notIterable, destructured };
}
