// Reads a workbook with a library for Node and prints what it found as JSON: the rows, headings first. READER MODULES FILE
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const [reader, modules, file] = process.argv.slice(2);
const require = createRequire(modules + '/');

function sheetJs() {
    const XLSX = require('xlsx');
    const sheet = XLSX.read(readFileSync(file)).Sheets['Ranking'];
    return XLSX.utils.sheet_to_json(sheet, {header: 1, defval: null});
}

// Excelize is written in Go; this is the same code as WebAssembly. It gives every value as text, and its type apart.
async function excelize() {
    const library = await require('excelize-wasm').init(modules + '/node_modules/excelize-wasm/excelize.wasm.gz');
    const workbook = library.OpenReader(readFileSync(file));
    const rows = workbook.GetRows('Ranking', {RawCellValue: true});
    const error = workbook.error ?? rows.error;
    if (error) {
        throw new Error(error);
    }
    return rows.result.map((row, line) => row.map((value, column) => {
        const {cellType} = workbook.GetCellType('Ranking', String.fromCharCode(65 + column) + (line + 1));
        return [library.CellTypeUnset, library.CellTypeNumber].includes(cellType) ? Number(value) : value;
    }));
}

const readers = {'SheetJS': ['xlsx', sheetJs], 'excelize-wasm': ['excelize-wasm', excelize]};
const [name, read] = readers[reader];
const rows = await read();
const {version} = JSON.parse(readFileSync(modules + '/node_modules/' + name + '/package.json'));
process.stdout.write(JSON.stringify({version, rows}), () => process.exit());
