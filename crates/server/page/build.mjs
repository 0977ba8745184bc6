// Builds dist/: index.html and assets/, which the server embeds. With --tests it bundles the unit tests into .tests/.
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';

await (process.argv.includes('--tests') ? buildTests() : buildPage());

/** Names of assets change with their content, so that browsers may keep them for good. */
async function buildPage() {
  await rm('dist', { recursive: true, force: true });
  await mkdir('dist/assets', { recursive: true });
  const { metafile } = await build({
    entryPoints: { page: 'src/main.tsx', icon: 'icon.svg' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'dist/assets',
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.svg': 'copy' },
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'linked',
    logLevel: 'warning',
    metafile: true,
  });
  let html = await readFile('index.html', 'utf8');
  for (const output of Object.keys(metafile.outputs)) {
    const [, name, extension] = /(\w+)-\w+(\.(?:js|css|svg))$/.exec(output) ?? [];
    if (name) html = html.replaceAll(`/assets/${name}${extension}`, `/assets/${basename(output)}`);
  }
  await writeFile('dist/index.html', html);
}

async function buildTests() {
  const files = await readdir('src', { recursive: true });
  const entryPoints = files.filter((file) => file.endsWith('.test.ts')).map((file) => `src/${file}`);
  await rm('.tests', { recursive: true, force: true });
  await build({ entryPoints, bundle: true, platform: 'node', format: 'esm', outdir: '.tests', outExtension: { '.js': '.mjs' } });
}
