// Builds dist/: index.html and assets/, which the server embeds. With --tests it bundles the unit tests into .tests/.
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { build } from 'esbuild';

if (process.argv.includes('--tests')) {
  const files = await readdir('src', { recursive: true });
  const entryPoints = files.filter((file) => file.endsWith('.test.ts')).map((file) => `src/${file}`);
  await rm('.tests', { recursive: true, force: true });
  await build({ entryPoints, bundle: true, platform: 'node', format: 'esm', outdir: '.tests', outExtension: { '.js': '.mjs' } });
} else {
  await rm('dist', { recursive: true, force: true });
  await mkdir('dist/assets', { recursive: true });
  await cp('index.html', 'dist/index.html');
  await cp('icon.svg', 'dist/assets/icon.svg');
  await build({
    entryPoints: { page: 'src/main.tsx' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'dist/assets',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'linked',
    logLevel: 'warning',
  });
}
