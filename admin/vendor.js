/** Copy what the browser needs of the installed packages into vendor/: `node vendor.js`. */
import {cpSync, mkdirSync, readdirSync, rmSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const vendor = join(here, 'vendor');
const decap = join(here, 'node_modules', 'decap-cms', 'dist');

rmSync(vendor, {recursive: true, force: true});
mkdirSync(join(vendor, 'decap-cms'), {recursive: true});
for (const name of readdirSync(decap)) {
  // its parts, its licences and its pictures; no source maps, nor the same again as cms.js
  if (!name.endsWith('.map') && !/(^|\.)cms\.(js|css)/.test(name)) {
    cpSync(join(decap, name), join(vendor, 'decap-cms', name));
  }
}
cpSync(join(here, 'node_modules', 'yaml', 'browser'), join(vendor, 'yaml'), {recursive: true});
cpSync(join(here, 'node_modules', 'yaml', 'LICENSE'), join(vendor, 'yaml', 'LICENSE'));
