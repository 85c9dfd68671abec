// Reads a workbook with SheetJS and prints what it found as JSON: the rows, headings first.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const [modules, file] = process.argv.slice(2);
const XLSX = createRequire(modules + '/')('xlsx');
const sheet = XLSX.read(readFileSync(file)).Sheets['Ranking'];
process.stdout.write(JSON.stringify({version: XLSX.version, rows: XLSX.utils.sheet_to_json(sheet, {header: 1, defval: null})}));
