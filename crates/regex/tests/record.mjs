// Records what Node.js finds, one line per search: [pattern, flags, text, from, result]. The result is null, the ranges of
// the match and its groups, with names {"groups": […], "names": {…}}, or {"error": V8's message}.
//
//   node record.mjs > recorded/node20.jsonl        the table below, with Node.js 20
//   node record.mjs --random 2000 7 > random.jsonl  so many random ones from a seed; RECORDED=random.jsonl cargo test
//
// Node.js 20 does not know `(?i:…)` and two groups of one name; those are in recorded/node24.jsonl.

const table = [
  // Alternatives, sequences, groups.
  ['', '', ['', 'a']],
  ['a|ab', '', ['ab', 'b', 'xa']],
  ['(?:a|ab)(?:c|bcd)(?:d*)', '', ['abcd']],
  ['(a|ab)(c|bcd)(d*)', '', ['abcd']],
  ['((a)|(b))*', '', ['ab', 'ba', '']],
  ['(z)((a+)?(b+)?(c))*', '', ['zaacbbbcac']],
  ['|a', '', ['a']], ['a|', '', ['b']], ['(|a)+', '', ['aa']], ['(a|)+', '', ['aa']],
  ['(?:)', '', ['x']], ['()', '', ['x']], ['()*', '', ['']], ['(?:()|a)*?b', '', ['aab']],
  ['(((((((((((a)))))))))))\\11', '', ['aa', 'a']],
  // Quantifiers.
  ['a*', '', ['aaa', 'b']], ['a+?', '', ['aaa']], ['a??', '', ['a']], ['a{2}', '', ['a', 'aaa']], ['a{2,}', '', ['aaaa']],
  ['a{2,3}?', '', ['aaaa']], ['a{0}', '', ['a']], ['a{0}b', '', ['ab']], ['(a){0}b', '', ['ab']], ['a{,2}', '', ['a{,2}', 'aa']],
  ['x{', '', ['x{']], ['x{1', '', ['x{1']], ['x{1,', '', ['x{1,']], ['{', '', ['{']], ['}', '', ['}']], ['a{2}{3}', '', []],
  ['(a*)*', '', ['b', 'aa']], ['(a*)+', '', ['b', 'aa']], ['(?:a?)*?b', '', ['aab']], ['(a?){3}', '', ['a', 'aaaa']],
  ['(?:a{1,2}){2}', '', ['aaa', 'a']], ['(\\d{1,3})(\\d{1,3})', '', ['1234']], ['^(.*)(\\d+)$', '', ['ab123']],
  ['^(.*?)(\\d+)$', '', ['ab123']], ['(?=(a+))a*b\\1', '', ['baaabac']], ['(?:a|b)*?c', '', ['abac']],
  ['a{99999999999}', '', ['a']], ['a{3,2}', '', []], ['a**', '', []], ['*', '', []], ['+a', '', []], ['?', '', []], ['{1}', '', []],
  ['^*', '', []], ['\\b+', '', []], ['(?=a)*', '', ['a']], ['(?=a)+b', '', ['ab']], ['(?=a)*', 'u', []], ['(?<=a)*', '', []],
  ['a{1', 'u', []], ['{', 'u', []], ['}', 'u', []], [']', 'u', []], [']', '', [']']],
  // Assertions.
  ['^b', '', ['a\nb']], ['^b', 'm', ['a\nb', 'a\rb', 'a\u2028b', 'ab']], ['a$', '', ['a\nb', 'ba']], ['a$', 'm', ['a\nb', 'a\u2029b']],
  ['^$', '', ['', 'a']], ['^$', 'm', ['a\n\nb', 'a']], ['$^', '', ['']], ['(?:^|,)b', '', ['a,b', 'b']],
  ['\\bfoo\\b', '', ['a foo.', 'afoo']], ['\\Bo', '', ['oo', 'o']], ['\\b', '', ['', ' ', 'é']], ['\\b', 'iu', ['\u017f', '\u212a']],
  ['(?=a)', '', ['ba']], ['(?!a)', '', ['aab']], ['(?=(a))ab', '', ['ab']], ['(?!(a))b', '', ['ab']], ['(?=(?!(b)))a', '', ['a']],
  ['(?<=\\$)\\d+', '', ['cost $42', '42']], ['(?<!\\$)\\d+', '', ['$42', 'a42']], ['(?<=(\\d+)(\\d+))$', '', ['1053']],
  ['(?<=\\1(a))b', '', ['aab', 'ab']], ['(?<=(a)\\1)b', '', ['aab']], ['(?<=^|,)b', '', ['a,b']], ['(?<=a(?=b))b', '', ['ab']],
  ['(?<=([abc]+)([abc]+))d', '', ['abcd']], ['(?<=a{2})b', '', ['aab', 'ab']], ['(?<=(?:ab)+?)c', '', ['ababc']],
  ['(?<!(^|[ab]))c', '', ['abc', 'dc', 'c']], ['(?<=\ud83d\ude00)a', 'u', ['\ud83d\ude00a']], ['(?<=.)a', 'u', ['\ud83d\ude00a']],
  // Groups and backreferences.
  ['(a)\\1', '', ['aa', 'ab']], ['\\1(a)', '', ['aa']], ['(a\\1)', '', ['aa']], ['(?:(a)|b)\\1', '', ['b', 'aa']], ['(a)\\2', '', ['a\u0002']],
  ['(a)\\2', 'u', []], ['\\1', 'u', []], ['(A)\\1', 'i', ['Aa']], ['(ß)\\1', 'i', ['ßẞ']], ['(ſ)\\1', 'iu', ['ſs', 'ſS']],
  ['(\u{10400})\\1', 'iu', ['\u{10400}\u{10428}']], ['(?:(a)|(b)|(c))+\\1', '', ['abc']], ['((a)|b)*', '', ['ab']],
  ['(?<year>\\d+)-(?<month>\\d+)', '', ['2024-05']], ['(?<a>.)\\k<a>', '', ['xx', 'xy']], ['\\k<a>(?<a>x)', '', ['x']], ['\\k<a>', '', ['k<a>']],
  ['\\k', '', ['k']], ['\\k<a>', 'u', []], ['\\k', 'u', []], ['(?<a>x)\\k', '', []], ['(?<a>x)\\k<b>', '', []], ['(?<a>x)\\k<a', '', []],
  ['(?<a>x)(?<a>y)', '', []], ['(?<1a>x)', '', []], ['(?<>x)', '', []], ['(?<a', '', []], ['(?<a-b>x)', '', []],
  ['(?<\u00e4>x)', '', ['x']], ['(?<$_1>x)', '', ['x']], ['(?<\\u0061b>x)\\k<ab>', '', ['xx']], ['(?<\\u{61}>x)', 'u', ['x']],
  ['(?<\\u{61}>x)', '', ['x']], ['(?<\u{1d4d0}>x)', '', ['x']], ['(?<\u{1d4d0}>x)', 'u', ['x']], ['(?<\u{1f600}>x)', 'u', []],
  ['(?<a>x)|(?<b>y)', '', ['y']], ['(?<b>.)(?<a>.)', '', ['xy']], ['(?<__proto__>x)', '', []],
  ['(', '', []], [')', '', []], ['(?', '', []], ['(?a', '', []], ['(?<', '', []], ['(a))', '', []], ['((a)', '', []],
  // Classes.
  ['[abc]', '', ['xb']], ['[^abc]', '', ['abx']], ['[a-c]+', '', ['xabcd']], ['[]', '', ['a']], ['[^]', '', ['\n']], ['[a-]', '', ['-']],
  ['[-a]', '', ['-']], ['[a-a]', '', ['a']], ['[b-a]', '', []], ['[a', '', []], ['[\\d-x]', '', ['-', '5', 'm']], ['[\\d-x]', 'u', []],
  ['[a-\\d]', '', ['-', 'b']], ['[--0]', '', ['.']], ['[\\b]', '', ['\b']], ['[\\B]', '', ['B']], ['[\\B]', 'u', []], ['[\\1]', '', ['\u0001']],
  ['[\\1]', 'u', []], ['[\\c]', '', ['\\', 'c']], ['[\\c1]', '', ['\u0011']], ['[\\c_]', '', ['\u001f']], ['[\\c1]', 'u', []], ['[\\-a]', 'u', ['-']],
  ['[^a-c]+?x', '', ['abdefx']], ['[\\s\\S]', '', ['\u0085']], ['[\\w-]+', '', ['a-b c']], ['[^\\W]', '', ['é_']], ['[\\]]', '', [']']],
  ['[[]', '', ['[']], ['[\\ud83d\\ude00]', '', ['😀']], ['[\\ud83d\\ude00]', 'u', ['😀']], ['[😀-😂]', 'u', ['😁']], ['[😀-😂]', '', []],
  ['[😀]', '', ['😀']], ['[^😀]', 'u', ['😀a']], ['[A-z]', 'i', ['[']], ['[^x]', 'i', ['Xx', 'y']], ['[k]', 'iu', ['\u212a']], ['[k]', 'i', ['\u212a']],
  ['[^\\W]', 'iu', ['\u017f']], ['\\W', 'iu', ['s', 'ſ', 'K']], ['[\\W]', 'iu', ['ſ']], ['\\w', 'iu', ['ſ', '\u212a']], ['\\w', 'i', ['ſ']],
  // Escapes.
  ['\\d+', '', ['a12', '\u0661']], ['\\D', '', ['1a']], ['\\s', '', ['\u00a0', '\ufeff', '\u180e', '\u2003']], ['\\S', '', [' \ta']], ['\\w+', '', ['é_a1']],
  ['\\W', '', ['aé']], ['\\t\\n\\v\\f\\r', '', ['\t\n\v\f\r']], ['\\0', '', ['\0']], ['\\00', '', ['\0']], ['\\00', 'u', []], ['\\07', '', ['\u0007']],
  ['\\377', '', ['ÿ']], ['\\400', '', [' 0']], ['\\8', '', ['8']], ['\\9', '', ['9']], ['\\8', 'u', []], ['\\x41', '', ['A']], ['\\x4', '', ['x4']],
  ['\\x4', 'u', []], ['\\u0041', '', ['A']], ['\\u004', '', ['u004']], ['\\u004', 'u', []], ['\\u{41}', 'u', ['A']], ['\\u{41}', '', ['u'.repeat(41)]],
  ['\\u{110000}', 'u', []], ['\\u{}', 'u', []], ['\\u{1f600}', 'u', ['😀']], ['\\u{000041}', 'u', ['A']], ['\\ud83d\\ude00', 'u', ['😀']],
  ['\\ud83d', 'u', ['😀', '\ud83d']], ['\\ud83d', '', ['😀']], ['\\ude00', 'u', ['😀']], ['\\ud83d\\u0041', 'u', ['\ud83dA']], ['\\cA', '', ['\u0001']],
  ['\\cz', '', ['\u001a']], ['\\c', '', ['\\c']], ['\\c1', '', ['\\c1']], ['\\c1', 'u', []], ['\\a', '', ['a']], ['\\a', 'u', []], ['\\-', '', ['-']],
  ['\\-', 'u', []], ['\\/', 'u', ['/']], ['\\.\\*\\?\\+\\^\\$\\|\\(\\)\\[\\]\\{\\}\\\\', 'u', ['.*?+^$|()[]{}\\']], ['\\', '', []], ['\\é', '', ['é']], ['\\é', 'u', []],
  ['\\p{L}+', 'u', ['1äß2']], ['\\P{L}', 'u', ['ä1']], ['\\p{Lu}', 'iu', ['ä']], ['\\P{Lu}', 'iu', ['Ä']], ['[^\\P{Lu}]', 'iu', ['ä', 'Ä']],
  ['\\p{Script=Greek}', 'u', ['aω']], ['\\p{sc=Grek}', 'u', ['ω']], ['\\p{scx=Deva}', 'u', ['\u0964']], ['\\p{gc=Nd}', 'u', ['٣']],
  ['\\p{General_Category=Decimal_Number}', 'u', ['3']], ['\\p{Emoji}', 'u', ['😀']], ['\\p{Emoji_Presentation}', 'u', ['a😀']],
  ['\\p{Alphabetic}', 'u', ['1a']], ['\\p{ASCII}', 'u', ['éa']], ['\\p{Any}', 'u', ['\ud800']], ['\\p{White_Space}', 'u', ['a b']],
  ['\\p{ASCII_Hex_Digit}', 'u', ['xf']], ['\\p{ID_Start}', 'u', ['1a']], ['\\p{Lowercase}', 'u', ['Aa']], ['[\\p{L}\\d]+', 'u', ['-ä1']],
  ['\\p{Letter}', 'u', ['a']], ['\\p{letter}', 'u', []], ['\\p{l}', 'u', []], ['\\p{Foo}', 'u', []], ['\\p{Script}', 'u', []], ['\\p{Script=}', 'u', []],
  ['\\p{script=Greek}', 'u', []], ['\\p{Greek}', 'u', []], ['\\p{IsGreek}', 'u', []], ['\\p', 'u', []], ['\\p{', 'u', []], ['\\pL', 'u', []], ['\\p{L}', '', ['p{L}']],
  ['\\p{Script=greek}', 'u', []], ['\\p{ Lu}', 'u', []], ['\\p{Cn}', 'u', ['\u0378']], ['\\p{Assigned}', 'u', ['a']], ['\\p{LC}', 'u', ['a']], ['\\p{Surrogate}', 'u', ['\ud800']],
  ['\\p{Cs}', 'u', ['\ud800']], ['\\p{C}', 'u', ['\ud800', 'a']], ['\\P{L}', 'u', ['\ud800']], ['\\p{Lu}', 'u', ['𝐀']], ['\\p{punct}', 'u', ['!']], ['\\p{digit}', 'u', []],
  // Dots and flags.
  ['a.b', '', ['a\nb', 'a\rb', 'a\u2028b', 'axb']], ['a.b', 's', ['a\nb']], ['^.$', '', ['👍', 'é']], ['^.$', 'u', ['👍']], ['^..$', '', ['👍']],
  ['.', 'u', ['\ud83d', '\ude00\ud83d']], ['abc', 'i', ['xABC']], ['É', 'i', ['é']], ['é', 'i', ['É']], ['ß', 'i', ['ẞ', 'SS']], ['ß', 'iu', ['ẞ']],
  ['ſ', 'i', ['s']], ['ſ', 'iu', ['s']], ['k', 'i', ['\u212a']], ['\u212a', 'i', ['k']], ['σ', 'i', ['ς', 'Σ']], ['ǆ', 'i', ['ǅ', 'Ǆ']], ['µ', 'i', ['μ', 'Μ']],
  ['\u0130', 'i', ['i', '\u0131']], ['i', 'iu', ['\u0130', '\u0131']], ['\u{10400}', 'iu', ['\u{10428}']], ['\u{10400}', 'i', ['\u{10428}']], ['[\u{10400}-\u{10427}]', 'iu', ['\u{10428}']],
  ['ŉ', 'i', ['ŉ']], ['ᾳ', 'i', ['ᾼ']], ['ᾳ', 'iu', ['ᾼ']], ['θ', 'i', ['ϑ', 'ϴ']], ['θ', 'iu', ['ϑ', 'ϴ']], ['Ω', 'i', ['Ω']], ['Ω', 'iu', ['Ω']],
  ['a', 'g', ['ba']], ['a', 'gg', []], ['a', 'x', []], ['a', 'dgimsuy', ['a']], ['a', 'y', ['ba', 'ab']], ['^a', 'my', ['b\na']],
];

// Where a search begins, with the flags `g` and `y`: [pattern, flags, text, from].
const starts = [
  ['a', 'g', 'aba', 1], ['a', 'y', 'aba', 1], ['a', 'y', 'aba', 2], ['^a', 'y', 'aa', 1], ['^a', 'gm', 'a\na', 1], ['(?<=a)b', 'y', 'ab', 1],
  ['\\b', 'g', 'ab cd', 1], ['$', 'g', 'ab', 2], ['a', 'g', 'a', 2], ['', 'g', 'ab', 2], ['', 'gu', '😀', 1], ['.', 'gu', '😀a', 1], ['.', 'yu', '😀a', 1],
  ['\\ude00', 'gu', '😀', 1], ['\\ude00', 'g', '😀', 1], ['^', 'gu', '😀', 1], ['a', 'gu', '😀a', 1], ['(?<=😀)', 'gu', '😀', 1], ['[^]', 'gu', 'a😀', 2],
];

function search(pattern, flags, text, from) {
  try {
    new RegExp(pattern, flags); // an error names the flags
    const regex = new RegExp(pattern, flags.includes('d') ? flags : flags + 'd');
    regex.lastIndex = from;
    const found = regex.exec(text);
    if (!found) return null;
    const groups = [...found.indices].map((range) => range ?? null);
    const names = found.indices.groups;
    return names ? { groups, names: Object.fromEntries(Object.entries(names).map(([name, range]) => [name, range ?? null])) } : groups;
  } catch (error) {
    return { error: error.message };
  }
}

function* random(count, seed) {
  let state = seed >>> 0;
  const below = (end) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) % end;
  };
  const one = (list) => list[below(list.length)];
  const letters = ['a', 'b', 'c', 'A', '1', '-', ' ', 'ä', 'Ä', '😀', 's', 'ſ', 'k', '\u212a', '\n', '_'];
  const atoms = [...letters, 'a', 'b', 'a', 'b', '.', '\\w', '\\d', '\\s', '\\W', '\\b', '\\B', '^', '$', '[a-c]', '[^a]', '[\\w-]', '[ä-ü]', '\\1', '\\2', '\\k<n>',
    '[😀a]', '\\u{61}', '\\x61', '\\p{L}', '\\0', '\\cA', '[\\s\\S]', '[^]', '[]', '(?=a)', '(?<!b)', '{', ']', '\\ud83d'];
  const unrepeatable = ['\\b', '\\B', '^', '$', '(?<=', '(?<!', '(?=', '(?!', ']', '{'];
  const quantifiers = ['', '', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,1}?', '{,2}'];
  const groups = ['(', '(', '(', '(', '(?:', '(?=', '(?!', '(?<=', '(?<!', '(?<n>'];
  const pattern = (depth) => {
    let text = '';
    for (let left = 1 + below(4); left > 0; left--) {
      const start = depth > 0 && below(3) === 0 ? one(groups) : one(atoms);
      text += groups.includes(start) ? `${start}${pattern(depth - 1)})` : start;
      if (!unrepeatable.includes(start) || below(30) === 0) text += one(quantifiers);
      if (below(7) === 0) text += '|';
    }
    return text;
  };
  for (; count > 0; count--) {
    const flags = ['i', 'm', 's', 'u', 'y', 'g'].filter(() => below(4) === 0).join('');
    const text = Array.from({ length: below(10) }, () => one(letters)).join('');
    yield [pattern(2), flags, text, flags.match(/[gy]/) ? below(text.length + 1) : 0];
  }
}

function* written() {
  for (const [pattern, flags, texts] of table) for (const text of texts.length > 0 ? texts : ['']) yield [pattern, flags, text, 0];
  yield* starts;
}

// JSON has no halves of surrogate pairs that every reader takes; a text goes as its units.
const units = (text) => (/[\ud800-\udfff]/u.test(text) ? Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)) : text);
const [mode, count, seed] = process.argv.slice(2);
for (const [pattern, flags, text, from] of mode === '--random' ? random(Number(count), Number(seed ?? 1)) : written()) {
  const result = search(pattern, flags, text, from);
  // Later versions take some of these.
  if (mode === '--random' && result?.error?.includes('Duplicate capture group name')) continue;
  console.log(JSON.stringify([pattern, flags, units(text), from, result]));
}
