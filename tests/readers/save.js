// Opens a workbook and saves it again: node save.js exceljs|sheetjs FILE TARGET
const ExcelJS = require("exceljs");
const XLSX = require("xlsx");

(async () => {
  const [program, file, target] = process.argv.slice(2);
  if (program === "exceljs") {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    await book.xlsx.writeFile(target);
  } else {
    XLSX.writeFile(XLSX.readFile(file, { cellStyles: true, cellFormula: true }), target);
  }
})();
