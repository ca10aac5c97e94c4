"""Reads a spreadsheet from the standard input and prints its sheets as JSON. A date is printed with its number format."""
import datetime
import io
import json
import sys

import openpyxl


def to_cell(cell):
    if isinstance(cell.value, datetime.datetime):
        return {"date": cell.value.isoformat(), "format": cell.number_format}
    if cell.data_type == "f":
        return {"formula": cell.value}
    return cell.value


book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
print(json.dumps({sheet.title: [[to_cell(cell) for cell in row] for row in sheet.rows] for sheet in book}))
