"""A workbook of Excel 97 to 2003 on standard input becomes one of today on standard output, by the package xlrd.

Only what the reader of workbooks looks at is carried over: what cells store and how they show it, lines at their sides,
merges, what is hidden, and that there are comments. An answer that begins with "!" says why there is none.
"""
import io
import os
import zipfile
from xml.sax.saxutils import escape, quoteattr

try:
    import xlrd
except ImportError:
    answer(b"!package")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MOST_CELLS = 2_000_000


def name(row, column):
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def text(value):
    """Without what XML cannot hold."""
    return escape("".join(c for c in value if c >= " " or c in "\n\t")).replace("\r", "")


def cell(sheet, row, column):
    kind, value, look = sheet.cell_type(row, column), sheet.cell_value(row, column), sheet.cell_xf_index(row, column)
    start = f'<c r="{name(row, column)}" s="{look or 0}"'
    if kind == xlrd.XL_CELL_TEXT:
        return f'{start} t="inlineStr"><is><t xml:space="preserve">{text(value)}</t></is></c>'
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return f"{start}><v>{value!r}</v></c>"
    if kind == xlrd.XL_CELL_BOOLEAN:
        return f'{start} t="b"><v>{value:d}</v></c>'
    if kind == xlrd.XL_CELL_ERROR:
        return f'{start} t="e"><v>{escape(xlrd.error_text_from_code.get(value, "#N/A"))}</v></c>'
    return start + "/>"


def worksheet(sheet):
    out = [f'{HEAD}<worksheet xmlns="{MAIN}">']
    hidden = [number for number, info in sorted(sheet.colinfo_map.items()) if info.hidden and number < 1 << 14]
    if hidden:
        out.append("<cols>" + "".join(f'<col min="{n + 1}" max="{n + 1}" hidden="1"/>' for n in hidden) + "</cols>")
    out.append("<sheetData>")
    for row in range(sheet.nrows):
        info = sheet.rowinfo_map.get(row)
        out.append(f'<row r="{row + 1}"' + (' hidden="1">' if info is not None and info.hidden else ">"))
        out += (cell(sheet, row, column) for column in range(sheet.row_len(row)))
        out.append("</row>")
    out.append("</sheetData>")
    merges = [
        f'<mergeCell ref="{name(top, left)}:{name(bottom - 1, right - 1)}"/>'
        for top, bottom, left, right in sheet.merged_cells
    ]
    if merges:
        out.append("<mergeCells>" + "".join(merges) + "</mergeCells>")
    return "".join(out) + "</worksheet>"


def styles(book):
    known = xlrd.formatting.std_format_strings
    formats = "".join(
        f'<numFmt numFmtId="{key}" formatCode={quoteattr(form.format_str)}/>'
        for key, form in sorted(book.format_map.items())
        if form.format_str and known.get(key) != form.format_str
    )
    looks = "".join(
        f'<xf numFmtId="{look.format_key}" borderId="'
        f'{int(bool(look.border.left_line_style or look.border.right_line_style))}"/>'
        for look in book.xf_list
    )
    borders = '<border/><border><left style="thin"/><right style="thin"/></border>'
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><borders>{borders}</borders>'
        f"<cellXfs>{looks}</cellXfs></styleSheet>"
    )


def relationships(entries):
    body = "".join(f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>' for id, kind, target in entries)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}relationships">{body}</Relationships>'


def convert(book):
    packed = io.BytesIO()
    sheets, links, left = [], [("styles", "styles", "styles.xml")], MOST_CELLS
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for number in range(book.nsheets):
            sheet = book.sheet_by_index(number)
            left -= sum(sheet.row_len(row) for row in range(sheet.nrows))
            if left < 0:
                answer(b"!cells")
            out.writestr(f"xl/worksheets/sheet{number}.xml", worksheet(sheet))
            if sheet.cell_note_map:
                notes = "".join(f'<comment ref="{name(*place)}"/>' for place in sorted(sheet.cell_note_map))
                out.writestr(
                    f"xl/comments{number}.xml",
                    f'{HEAD}<comments xmlns="{MAIN}"><commentList>{notes}</commentList></comments>',
                )
                out.writestr(
                    f"xl/worksheets/_rels/sheet{number}.xml.rels",
                    relationships([("notes", "comments", f"../comments{number}.xml")]),
                )
            state = ' state="hidden"' if sheet.visibility else ""
            sheets.append(f'<sheet name={quoteattr(sheet.name)} sheetId="{number + 1}" r:id="s{number}"{state}/>')
            links.append((f"s{number}", "worksheet", f"worksheets/sheet{number}.xml"))
            book.unload_sheet(number)
        dates = f'<workbookPr date1904="{book.datemode}"/>'
        out.writestr(
            "xl/workbook.xml",
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{dates}<sheets>{"".join(sheets)}</sheets></workbook>',
        )
        out.writestr("xl/styles.xml", styles(book))
        out.writestr("xl/_rels/workbook.xml.rels", relationships(links))
        out.writestr("_rels/.rels", relationships([("m", "officeDocument", "xl/workbook.xml")]))
        out.writestr(
            "[Content_Types].xml",
            f'{HEAD}<Types xmlns="{PACKAGE}content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{CONTENT}sheet.main+xml"/></Types>',
        )
    return packed.getvalue()


def read(file):
    try:
        return xlrd.open_workbook(file_contents=file, formatting_info=True, on_demand=True, logfile=open(os.devnull, "w"))
    except xlrd.XLRDError as error:
        answer(b"!encrypted" if "encrypted" in str(error) else b"!damaged")


try:
    answer(convert(read(take())))
except MemoryError:
    raise
except Exception:
    # Whatever a damaged file makes the package stumble over.
    answer(b"!damaged")
