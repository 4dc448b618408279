// Prints, as JSON, what ExcelJS and SheetJS read from each workbook: the text or number of every cell, by sheet and address.
const ExcelJS = require("exceljs");
const XLSX = require("xlsx");

const plain = (value) => {
  if (value === null || value === undefined) return null;
  if (value instanceof Date && value.getTime() === Date.UTC(1899, 11, 30)) return 0; // day 0, which the cell does not show
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (value.richText) return value.richText.map((run) => run.text).join("");
  if ("result" in Object(value)) return plain(value.result);
  if (value.formula || value.sharedFormula) return null;
  if ("hyperlink" in Object(value)) return plain(value.text);
  if (value.error) return value.error;
  return value;
};

const withExcelJS = async (path) => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const sheets = {};
  book.eachSheet((sheet) => {
    sheets[sheet.name] = {};
    sheet.eachRow((row) => row.eachCell((cell) => { sheets[sheet.name][cell.address] = plain(cell.value); }));
  });
  return sheets;
};

const withSheetJS = (path) => {
  const book = XLSX.readFile(path);
  return Object.fromEntries(book.SheetNames.map((name) => [
    name,
    Object.fromEntries(Object.entries(book.Sheets[name]).filter(([at]) => !at.startsWith("!")).map(([at, cell]) => [at, cell.v])),
  ]));
};

(async () => {
  const found = [];
  for (const path of process.argv.slice(2)) found.push({ exceljs: await withExcelJS(path), sheetjs: withSheetJS(path) });
  process.stdout.write(JSON.stringify(found));
})();
