// One cold start: `node start.cjs BUNDLE EVENT` loads a function, asks it once, and says when it was that far
// (milliseconds since the process began).
const { readFileSync } = require('node:fs');

const [bundle, event] = process.argv.slice(2);
const { handler } = require(bundle);
const loadedAt = performance.now();
handler(JSON.parse(readFileSync(event, 'utf8')), {}, () => {}).then(({ statusCode, body }) => {
  const answeredAt = performance.now();
  const memoryMB = process.memoryUsage.rss() / 1024 / 1024;
  console.log(JSON.stringify({ loadedAt, answeredAt, memoryMB, statusCode, body }));
  process.exit(0);
});
