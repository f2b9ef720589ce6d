// No error and no warning of the Nu HTML checker, over HTML (a spread sample of a large site) and CSS.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { open, sample, files } from './site.mjs';
import { suite } from './suite.mjs';

const JAR = join(import.meta.dirname, '../node_modules/vnu-jar/build/dist/vnu.jar');

await suite(async ({ problem, note }) => {
  const site = await open();
  const html = (await sample(site)).map(site.file);
  const css = await files(site.folder, '.css');
  const svg = await files(site.folder, '.svg');
  for (const [kind, names] of [['html', html], ['css', css], ['svg', svg]]) {
    note(`${names.length} ${kind} files`);
    if (!names.length) continue;
    const { stderr, status } = spawnSync('java', ['-Xmx1g', '-jar', JAR, `--${kind}`, '--Werror', '--format', 'json', ...names],
      { encoding: 'utf8', maxBuffer: 1 << 28 });
    const messages = parsed(stderr);
    if (!messages) problem('checker', `ended with ${status}: ${stderr.slice(0, 2000)}`);
    for (const message of messages ?? []) {
      const where = (message.url ?? '').replace(`file:${site.folder}/`, '');
      problem(`${where}:${message.lastLine}`, `${message.subType ?? message.type}: ${message.message} | ${message.extract?.trim()}`);
    }
  }
  await site.close();
});

function parsed(text) {
  try { return JSON.parse(text).messages; } catch { return undefined; }
}
