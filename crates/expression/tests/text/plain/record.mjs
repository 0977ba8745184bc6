// Records what n8n's `replaceSpecialChars` writes, which is what the package `transliteration` does.
//
//   npm install transliteration@2.3.5
//   node record.mjs blocks > blocks.tsv   a sum over each block of 256 letters (FNV-1a, a zero behind each letter)
//   node record.mjs texts > texts.jsonl   texts, among them those where blanks are set around Chinese letters
import { createRequire } from 'node:module';
const { transliterate } = createRequire(`${process.cwd()}/`)('transliteration');
const plain = (text) => transliterate(text, { unknown: '?' });

function blocks() {
  for (let block = 0; block < 256; block++) {
    if (block >= 0xd8 && block < 0xe0) continue;
    let sum = 0x811c9dc5;
    for (let code = block * 256; code < (block + 1) * 256; code++) {
      for (const byte of [...Buffer.from(plain(String.fromCharCode(code))), 0]) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
    }
    console.log(`${block.toString(16).padStart(2, '0')}\t${sum.toString(16).padStart(8, '0')}`);
  }
}

function texts() {
  const letters = ['日', '本', '語', '。', '，', 'a', 'B', '1', ' ', '\n', 'ä', 'ß', 'Ж', 'カ', '한', '😀', '𠀀', '々', '〇', '!', '$', '+', '(', ')', '-', '\u0301', '\u200d', '\ufe0f', '—', '“', 'β', '€', '`', '_'];
  let state = 1;
  const below = (n) => ((state = (Math.imul(state, 48271) >>> 0) % 2147483647), state % n);
  for (let row = 0; row < 600; row++) {
    const text = Array.from({ length: below(9) }, () => letters[below(letters.length)]).join('');
    console.log(JSON.stringify([text, plain(text)]));
  }
}

({ blocks, texts })[process.argv[2]]();
