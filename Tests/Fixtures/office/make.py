#!/usr/bin/env python3
"""Makes the Word files and workbooks beside this script of the disclosures in Samples.

Headings become headings, lines of TABs tables with real cells; a workbook holds the tables alone, each on a sheet with
the lines above it, figures as numbers with a format. Needs the packages python-docx and openpyxl.

The workbook of old was saved by LibreOffice: soffice --headless --convert-to xls archive-2024-slips.xlsx
"""
import pathlib
import re

import docx
import openpyxl
from openpyxl.styles import Border, Side

HERE = pathlib.Path(__file__).parent
SAMPLES = HERE.parents[2] / "Samples"
MARKS = re.compile(r"\*\*|</?[a-zA-Z][^>]*>")
FIGURE = re.compile(r"-?[\d,]+\.\d+")


def clean(text):
    return MARKS.sub("", re.sub(r"<br\s*/?>", "\n", text)).strip()


def blocks(name):
    """("heading", level, text), ("text", text) or ("table", rows), in order; rows after a blank line go on."""
    lines = (SAMPLES / name).read_text(encoding="utf-8-sig").split("\n")
    found = []
    for line in lines:
        if "\t" in line:
            row = [clean(cell) for cell in line.split("\t")]
            if found and found[-1][0] == "table":
                found[-1][1].append(row)
            elif any(row):
                found.append(("table", [row]))
        elif heading := re.match(r"(#+)\s*(.+)", line):
            found.append(("heading", len(heading[1]), clean(heading[2])))
        elif text := clean(re.sub(r"^\s*[-*]\s+", "", line)):
            found.append(("text", text))
    return found


def write_docx(found, path):
    document = docx.Document()
    for block in found:
        if block[0] == "heading":
            document.add_heading(block[2], level=block[1])
        elif block[0] == "text":
            document.add_paragraph(block[1])
        else:
            rows = block[1]
            width = max(map(len, rows))
            cells = document.add_table(len(rows), width)._cells
            for number, row in enumerate(rows):
                for column, text in enumerate(row):
                    if text:
                        cells[number * width + column].text = text
    document.save(path)


def write_cell(cell, text):
    if FIGURE.fullmatch(text):
        cell.value = float(text.replace(",", ""))
        places = len(text.split(".")[1])
        cell.number_format = ("#,##0." if "," in text else "0.") + "0" * places
    elif text:
        cell.value = text


def write_xlsx(found, path):
    side = Side(style="thin")
    lines = Border(left=side, right=side, top=side, bottom=side)
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    above = []
    is_below = False
    for block in found:
        if block[0] == "table":
            width = max(map(len, block[1]))
            sheet = workbook.create_sheet("表%d" % (len(workbook.sheetnames) + 1))
            lead, above, is_below = above[-5:], [], True
            for number, text in enumerate(lead):
                sheet.cell(number + 1, 1, text)
            for number, row in enumerate(block[1]):
                for column in range(width):
                    cell = sheet.cell(len(lead) + number + 1, column + 1)
                    cell.border = lines
                    write_cell(cell, row[column] if column < len(row) else "")
        elif is_below and block[0] == "text" and not re.match("附件|公开|部门|单位", block[1]):
            # What follows a table at once belongs to it.
            sheet.append([block[1]])
        else:
            above.append(block[-1])
            is_below = False
    workbook.save(path)


for sample in ["archive-2024", "archive-2024-slips"]:
    contents = blocks(sample + ".md")
    write_docx(contents, HERE / (sample + ".docx"))
    write_xlsx(contents, HERE / (sample + ".xlsx"))
