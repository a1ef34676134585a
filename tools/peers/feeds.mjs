// The files whose names stand on standard input, a line each, through one of two npm packages. Prints "NAME<tab>entries" for each, then
// "cpu<tab>seconds" of the parsing alone, without the start of the engine.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [which, folder] = process.argv.slice(2);
const load = createRequire(`${folder}/package.json`);
let parse;
if (which === 'rss-parser') {
    const Parser = load('rss-parser');
    const parser = new Parser();
    parse = async (text) => (await parser.parseString(text)).items.length;
} else {
    const { parseFeed } = load('@rowanmanning/feed-parser');
    parse = async (text) => parseFeed(text).items.length;
}
const names = readFileSync(0, 'utf8').split('\n').filter(Boolean);
let took = 0;
for (const name of names) {
    const raw = readFileSync(name);
    const encoding = /^<\?xml[^>]*encoding="([^"]*)"/.exec(raw.subarray(0, 200).toString('latin1'))?.[1] ?? 'utf-8';
    const start = process.cpuUsage();
    let entries = -1;
    try {
        entries = (await parse(new TextDecoder(encoding).decode(raw))) || -1;
    } catch {
        // whatever it gives up with
    }
    const used = process.cpuUsage(start);
    took += (used.user + used.system) / 1e6;
    console.log(`${name}\t${entries}`);
}
console.log(`cpu\t${took}`);
