/**
 * `index.js` of a function that has a code cache: runs `main.js` with what V8 compiled of it before. V8 takes that only
 * for the same version of itself, the same flags and the same text; where it does not, it compiles as ever.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const filename = join(__dirname, 'main.js');
const cache = join(__dirname, 'main.cache');
let cachedData;
try {
  cachedData = readFileSync(cache);
} catch {
  // Compiled as ever.
}
const text = `(function(exports,require,module,__filename,__dirname){${readFileSync(filename, 'utf8')}\n})`;
const script = new Script(text, { filename, cachedData });
script.runInThisContext()(module.exports, require, module, filename, __dirname);
/** Whether the cache was of use. */
module.exports.wasCompiled = cachedData !== undefined && !script.cachedDataRejected;
// The build has it answer once: what was called until then is in the cache, besides what V8 compiles at once.
if (process.env.WRITE_CODE_CACHE) {
  module.exports.handler(JSON.parse(process.env.WRITE_CODE_CACHE), {}).then(() => {
    writeFileSync(cache, script.createCachedData());
    process.exit(0);
  });
}
