// The pages whose names stand on standard input, a line each, through Readability with linkedom. Prints {"path","text"} for each, then
// {"cpu": seconds} of the extraction alone, without the start of the engine.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const load = createRequire(`${process.argv[2]}/package.json`);
const { parseHTML } = load('linkedom');
const { Readability } = load('@mozilla/readability');
const names = readFileSync(0, 'utf8').split('\n').filter(Boolean);
let took = 0;
for (const path of names) {
    const html = readFileSync(path, 'utf8');
    const start = process.cpuUsage();
    let text = '';
    try {
        const { document } = parseHTML(html);
        text = new Readability(document).parse()?.textContent ?? '';
    } catch {
        // whatever it gives up with
    }
    const used = process.cpuUsage(start);
    took += (used.user + used.system) / 1e6;
    console.log(JSON.stringify({ path, text }));
}
console.log(JSON.stringify({ cpu: took }));
