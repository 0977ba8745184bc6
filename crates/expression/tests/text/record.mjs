// Records what Node.js 20 gives for expressions over texts, one line each: [expression, JSON of the value]. Halves of surrogate
// pairs are escapes in JSON, so they can be told apart.
//
//   node record.mjs > recorded.jsonl

const expressions = `
'😀'[0]
'😀'[1]
'😀'[2]
'😀'.length
'a😀b'.slice(0, 2)
'a😀b'.slice(2)
'a😀b'.slice(1, 3)
'a😀b'.slice(-2)
'a😀b'.slice(2, 1)
'a😀b'.substring(3, 1)
'a😀b'.substr(-3, 2)
'a😀b'.at(-2)
'a😀b'.at(9)
'a😀b'.charAt(1)
'a😀b'.charAt(-1)
'a😀b'.charCodeAt(1)
'a😀b'.charCodeAt(9)
'a😀b'.codePointAt(1)
'a😀b'.codePointAt(2)
'a😀b'.codePointAt(9)
'a😀b'.split('')
'a😀b'.split('', 2)
'a😀b'.split('😀')
'a😀b'.split('\\ud83d')
'a,b,c'.split(',', 2)
'a,b,c'.split(',', 0)
''.split('')
''.split(',')
'abc'.split()
'abc'.split('abc')
'a1b2c'.split(/\\d/)
'a1b2c'.split(/(\\d)/, 3)
'a1b2c'.split(/\\d/y)
'abc'.split(/(?:)/)
'a😀b'.split(/(?:)/)
'a😀b'.split(/(?:)/u)
''.split(/(?:)/)
''.split(/x/)
'a\\nb'.split(/^/m)
[...'a😀\\ud83db']
'a😀b'.replace(/./, 'x')
'😀'.replace(/./, 'x')
'😀'.replace(/./u, 'x')
'😀'.replace(/./g, 'x')
'😀'.replace('', '-')
'😀'.replaceAll('', '-')
'😀😀'.replaceAll('\\ude00', '.')
'\\ud83d'.concat('\\ude00').length
('\\ud83d' + '\\ude00').codePointAt(0)
'\\ud83d' + '\\ude00' === '😀'
'😀'.indexOf('\\ude00')
'😀😀'.indexOf('😀', 1)
'😀😀'.lastIndexOf('😀', 1)
'😀😀'.lastIndexOf('\\ud83d')
'😀😀'.lastIndexOf('😀', 2)
'abcabc'.lastIndexOf('c', 4)
'abcabc'.lastIndexOf('', 2)
'abcabc'.lastIndexOf('x')
'abc'.indexOf('', 9)
'abc'.indexOf('c', -5)
'abc1'.indexOf(1)
'x/a/'.indexOf(/a/)
'😀'.includes('\\ud83d')
'😀'.startsWith('\\ude00', 1)
'😀'.endsWith('\\ud83d', 1)
'abc'.startsWith('b', 1)
'abc'.endsWith('b', 2)
'abc'.endsWith('', -1)
'a'.padStart(6, '😀')
'a'.padEnd(4, '😀')
'a'.padEnd(3, '')
'abc'.padStart(2, 'x')
'\\ud83dABC'.toLowerCase()
'\\ud83dß'.toUpperCase()
'ΑΣ ΑΣΑ'.toLowerCase()
' \\ud83d\\u00a0\\ufeff'.trim()
' \\ud83d '.trimStart()
' \\ud83d '.trimEnd()
' \\t\\u2003'.trim()
'\\ud83de\\u0301'.normalize()
'\\u1e9b\\u0323'.normalize('NFKD')
'\\ud83d'.isWellFormed()
'a\\ud83db'.toWellFormed()
'\\ud83d'.repeat(3)
'ab'.repeat(0)
'\\uffff' < '😀'
'\\ue000' > '😀'
'\\ue000' > '\\ud83d'
'é' < 'z'
['😀', '\\uffff', 'é', 'a', '\\ud83d'].sort()
'abc'.replace('b', '[$&$\`$\\'$$$1]')
'abc'.replace(/(b)(x)?/, '[$1$2$3$10$01$0$]')
'abc'.replace(/(?<n>b)/, '[$<n>$<m>$<n]')
'abc'.replace(/b/, '$<n>')
'abc'.replace('b', '\\ud83d$&\\ude00')
'abc'.replace(/(?<n>.)/g, (m, n, at, all, groups) => m + at + all.length + groups.n)
'abc'.replace(/b/, () => '$&')
'abc'.replace('b', (m, at, all) => m + at + all)
'aXbX'.replace(/X/y, '-')
'XbX'.replace(/X/y, '-')
'XXbX'.replace(/X/gy, '-')
'xaxa'.replace(/a/, undefined)
'abc'.replace(/(?:)/g, '-')
'a😀'.replace(/(?:)/gu, '-')
'a😀'.replace(/(?:)/g, '-')
'a1b22'.match(/\\d+/g)
'a1b22'.match(/x/g)
'a1b22'.match(/x/)
'a1b22'.match(/(\\d)(x)?/)
'a1b22'.match(/\\d/y)
'1a'.match(/\\d/gy)
'abc'.match()
'a.c'.match('.')
'a1b22'.match(/(?<n>\\d)/).groups.n
'a1b22'.match(/\\d+/).index
'a1b22'.match(/(?<n>\\d+)(x)?/d).indices
'a1b22'.match(/(?<n>\\d+)(x)?/d).indices.groups
'a😀1'.match(/\\d/d).indices
[...'a1b22'.matchAll(/\\d+/g)].map((m) => [m[0], m.index, m.input])
[...'a1b22'.matchAll('b')].length
[...'😀'.matchAll(/./g)].map((m) => m[0])
((re) => (re.lastIndex = 2, [...'a1b22'.matchAll(re)].map((m) => m[0])))(/\\d/g)
'a1b22'.search(/\\d\\d/)
'a1b22'.search('b')
'a1b22'.search(/z/)
((re) => [re.test('aab'), re.lastIndex, re.test('aab'), re.lastIndex, re.test('aab'), re.lastIndex])(/a/g)
((re) => [re.exec('ab')?.index, re.lastIndex, re.exec('ab')?.index, re.lastIndex])(/b|a/y)
((re) => (re.lastIndex = 5, [re.exec('ab'), re.lastIndex]))(/a/g)
((re) => ('aa'.match(re), re.lastIndex))(/a/g)
[/a/dgimsuy.flags, /a/v.flags, /a/v.unicodeSets, /a/d.hasIndices, /a/y.sticky]
new RegExp('a/b').source
new RegExp('[/]\\\\/\\n').source
String(new RegExp('/', 'g'))
new RegExp('').source
/[\\p{L}--[a-c]]+/v.exec('abcdef')[0]
/[[a-z]&&[aeiou]]+/v.exec('xyzae')[0]
/^[\\q{abc|d}]$/v.test('abc')
/(?<!\\$)\\b\\d+/.exec('$12 34')[0]
/(?<=€)\\d+/.exec('€12')[0]
/\\p{Script=Greek}+/u.exec('abγδ')[0]
/^.$/.test('😀')
/^.$/u.test('😀')
/\\ud83d/.test('😀')
/\\ud83d/u.test('😀')
/[😀]/.exec('😀')[0]
/[😀]/u.exec('😀')[0]
/a/g / 2
(/a/g / 2)
(/[a-z]+/g / 3 / 4)
[/[/]/.source, (/a/.source), 4 / 2 / 1]
((a) => a / 2)(4)
'x'.anchor('a"b')
'x'.bold() + 'x'.sub() + 'x'.fixed() + 'x'.fontcolor('red')
String.raw({ raw: ['a', 'b', 'c'] }, 1, 2, 3)
String.fromCharCode(0xd83d, 0xde00)
String.fromCodePoint(0x1f600, 0xd83d)
'a-b-c'.replaceAll('-', '$&$&')
'aaa'.replaceAll('aa', 'b')
'aaa'.lastIndexOf('aa')
'x'.repeat(2000).concat('ü', 'y'.repeat(2000)).indexOf('ü')
('ü'.repeat(3000) + '😀' + 'x'.repeat(3000)).slice(2999, 3003)
('ü'.repeat(3000) + '😀' + 'x'.repeat(3000)).slice(3001, 3003)
('ü😀'.repeat(3000)).slice(4000, 8003).length
('ü😀'.repeat(3000)).slice(4001).charCodeAt(0)
('ü😀'.repeat(3000)).slice(4000).slice(1001, 1004)
('ü😀'.repeat(3000)).lastIndexOf('ü')
('ü😀'.repeat(3000)).lastIndexOf('ü', 8000)
('ü😀'.repeat(3000)).indexOf('ü', 8000)
('ü😀'.repeat(3000)).indexOf('\\ude00ü', 8000)
('  ' + 'ü😀'.repeat(1000) + ' ').trim().charCodeAt(2999)
('ü😀'.repeat(1000)).match(/😀/g).length
('ü😀'.repeat(1000)).split('ü').length
[...'ü😀'.repeat(1000)].length
`.trim().split('\n');

for (const expression of expressions) console.log(JSON.stringify([expression, JSON.stringify((0, eval)(`(${expression})`)) ?? 'undefined']));
