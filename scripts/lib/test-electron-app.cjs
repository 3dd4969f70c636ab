// What stands in for Electron's own default app, which packaged apps leave out: loads the modules
// that `-r` names (Playwright brings its loader that way), then the app in the folder given.
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { app } = require('electron');

const preloaded = [];
let appFolder = null;
for (let index = 1; index < process.argv.length && appFolder === null; index += 1) {
  const word = process.argv[index];
  if (word === '-r') {
    index += 1;
    preloaded.push(resolve(process.argv[index]));
  } else if (!word.startsWith('-')) appFolder = resolve(word);
}

for (const file of preloaded) require(file);
if (appFolder) {
  const { name, version, main } = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8'));
  app.setName(name);
  app.setVersion(version);
  app.setAppPath(appFolder);
  require(join(appFolder, main));
} else app.quit();
