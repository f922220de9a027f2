"""The notes of a workbook as openpyxl reads them, one a line: sheet and cell, a tab, its value, a tab, how the note begins."""
import sys
import openpyxl

for sheet in openpyxl.load_workbook(sys.argv[1]):
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        if cell.comment:
            print(f"{sheet.title} {cell.coordinate}", cell.value, cell.comment.text.split("\n")[0], sep="\t")
